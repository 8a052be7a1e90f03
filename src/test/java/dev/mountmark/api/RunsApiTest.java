package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class RunsApiTest extends ApiTest {
    @Test
    void aRunIsAcceptedAndShownWithAllOfItsSamples() {
        var id = json(small("\"labels\": {\"branch\": \"main\"},"))
                .post(RUNS)
                .then()
                .statusCode(202)
                .contentType("application/json")
                .body("state", notNullValue(), "labels.branch", equalTo("main"), "plan.timeLimit", equalTo("PT2H"))
                .body("results", hasSize(1))
                .header("Location", containsString(RUNS + "/"))
                .extract()
                .<String>path("id");
        ended(id);

        given().get(RUNS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("succeeded"), "endedAt", endsWith("Z"))
                .body("results[0].statistics.count", equalTo(1))
                .body("results[0].statistics.medianSeconds", greaterThan(0f))
                .body("results[0].statistics.standardDeviationSeconds", nullValue())
                .body("results[0].samples[0].phases.command", greaterThan(0f))
                .body("results[0].samples[0].clock.name", notNullValue())
                .body("results[0].samples[0].environment.kernel", notNullValue());
    }

    @Test
    void theLocationIsWhereTheRunIs() {
        var location = json(small()).post(RUNS).then().extract().header("Location");

        given().get(location).then().statusCode(200).body("id", equalTo(location.replaceFirst(".*/", "")));
    }

    @Test
    void aRepeatedKeyGivesTheSameRun() {
        var key = UUID.randomUUID().toString();
        var first = json(small()).header("Idempotency-Key", key).post(RUNS).path("id");

        json(small().replace("\n", " ").replace(": ", ":"))
                .header("Idempotency-Key", key)
                .post(RUNS)
                .then()
                .statusCode(202)
                .body("id", equalTo(first))
                .header("Location", endsWith("/" + first));
    }

    @Test
    void aRepeatedKeyWithAnotherBodyIsRefused() {
        var key = UUID.randomUUID().toString();
        var first = json(small()).header("Idempotency-Key", key).post(RUNS).<String>path("id");

        json(small("\"labels\": {\"a\": \"b\"},"))
                .header("Idempotency-Key", key)
                .post(RUNS)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("Idempotency-Key"), "value", equalTo(key))
                .body("detail", containsString(first));
    }

    @Test
    void aKeyOfMoreThan255CharactersIsNone() {
        json(small())
                .header("Idempotency-Key", "k".repeat(256))
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void aFullQueueSaysWhenToComeAgain() throws Exception {
        pace.hold();
        submit(small());
        pace.awaitHeld();
        submit(small());
        submit(small());

        json(small())
                .post(RUNS)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "60")
                .body("title", equalTo("Queue full"))
                .body("detail", containsString("at most 2 waiting runs"));
    }

    @Test
    void aRunningRunIsCancelledAndStaysSo() throws Exception {
        pace.hold();
        var id = submit(small());
        pace.awaitHeld();

        given().post(RUNS + "/" + id + "/cancel").then().statusCode(202).body("id", equalTo(id));

        assertThat(ended(id).getString("state")).isEqualTo("cancelled");
        given().post(RUNS + "/" + id + "/cancel").then().statusCode(202).body("state", equalTo("cancelled"));
    }

    @Test
    void runsAreListedNewestFirstPageByPage() {
        var mark = UUID.randomUUID().toString();
        var labels = "\"labels\": {\"ci/test\": \"%s\"},".formatted(mark);
        var first = submit(small(labels));
        ended(first);
        var second = submit(small(labels));
        ended(second);

        var next = given().queryParam("label", "ci/test:" + mark)
                .queryParam("state", "succeeded", "failed")
                .queryParam("limit", 1)
                .get(RUNS)
                .then()
                .statusCode(200)
                .body("runs.id", contains(second))
                .body("runs[0].results", nullValue())
                .extract()
                .<String>path("next");
        given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .body("runs.id", contains(first))
                .body("next", nullValue());
    }

    @Test
    void runsAreFilteredByTime() {
        ended(submit(small()));

        given().queryParam("to", "2001-01-01T00:00:00Z").get(RUNS).then().body("runs", hasSize(0));
        given().queryParam("from", "2001-01-01T00:00:00+01:00")
                .queryParam("limit", 1)
                .get(RUNS)
                .then()
                .body("runs", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "limti, 3",
        "limit, 0",
        "limit, 101",
        "limit, many",
        "before, x",
        "before, 20261123t004512-zzzzzz",
        "label, main",
        "label, :main",
        "state, done",
        "from, yesterday",
        "to, 2026-01-01"
    })
    void aParameterThatHoldsWhatItCannotIsRefused(String name, String value) {
        given().queryParam(name, value)
                .get(RUNS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(name), "detail", containsString("expected"))
                .body("instance", equalTo(RUNS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                              | body             | expected JSON, found at line 1, column 2",
                "{} {}                          | body             | Trailing token",
                "[]                             | body             | expected a JSON object, got array",
                "{\"a\": 1}                     | a                | expected any of labels, plan, runtimes, scenarios",
                "{\"plan\": {\"sede\": 1}}      | plan.sede        | expected any of cache, coolDown, maximumSamples",
                "{\"plan\": {\"seed\": \"1\"}}  | plan.seed        | expected a whole number, got \"1\"",
                "{\"plan\": {\"seed\": 1.5}}    | plan.seed        | expected a whole number, got 1.5",
                "{\"plan\": {\"precision\": \"a\"}} | plan.precision | expected a number, got \"a\"",
                "{\"plan\": {\"precision\": 7}} | plan.precision   | expected 0.001 to 0.5, got 7.0",
                "{\"plan\": {\"cache\": \"hot\"}} | plan.cache     | expected any of warm, cold, got hot",
                "{\"plan\": {\"coolDown\": \"PT11M\"}} | plan.coolDown | expected PT0S to PT10M, got PT11M",
                "{\"plan\": 5}                  | plan             | expected an object, got 5",
                "{\"plan\": {\"name\": \"x\"}}  | plan.name        | expected any of quick, standard, thorough, got x",
                "{\"plan\": {\"timeLimit\": 6}} | plan.timeLimit   | expected a text, got 6",
                "{\"plan\": {\"timeLimit\": \"6m\"}} | plan.timeLimit | expected an ISO 8601 duration like PT6M, got 6m",
                "{\"plan\": {\"timeLimit\": \"P9D\"}} | plan.timeLimit | expected PT1S to PT24H",
                "{\"plan\": {\"warmupRounds\": 11}} | plan.warmupRounds | expected 0 to 10, got 11",
                "{\"plan\": {\"minimumSamples\": 9, \"maximumSamples\": 8}} | plan.maximumSamples | expected 9 (minimumSamples)",
                "{\"runtimes\": \"linux\"}      | runtimes         | expected a list of texts, got \"linux\"",
                "{\"runtimes\": [\"moon\"]}     | runtimes         | expected any of host, linux, got moon",
                "{\"scenarios\": [\"moon\"]}    | scenarios        | expected any of native, no-volumes, bind-mount",
                "{\"workloads\": [\"moon\"]}    | workloads        | touch, got moon",
                "{\"workloads\": [1]}           | workloads[0]     | expected a text, got 1",
                "{\"workloads\": [null]}        | workloads        | none of them null",
                "{\"labels\": {\"a\": 5}}       | labels.a         | expected a text, got 5",
                "{\"labels\": {\"A\": \"b\"}}   | labels           | expected keys of 1 to 63 characters",
                "{\"labels\": {\"a\": null}}    | labels.a         | got null",
                "{\"labels\": {\"a\": \"\\n\"}} | labels.a         | without control characters",
                "{\"labels\": {\"a\": \"b\", \"a\": \"c\"}} | body     | Duplicate field 'a'"
            })
    void aBodyThatAsksForWhatThereIsNotIsRefused(String body, String field, String detail) {
        json(body)
                .post(RUNS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400), "title", equalTo("Invalid request"), "instance", equalTo(RUNS))
                .body("field", equalTo(field), "detail", containsString(detail));
    }

    @Test
    void theValueThatWasRefusedIsRepeated() {
        json("{\"runtimes\": [\"moon\"]}").post(RUNS).then().body("value", contains("moon"));
        json("{\"plan\": {\"seed\": 1.5}}").post(RUNS).then().body("value", equalTo(1.5f));
    }

    @Test
    void labelsAreBounded() {
        var many = new StringBuilder();
        for (var i = 0; i < 17; i++) {
            many.append(i == 0 ? "" : ",").append("\"k%d\": \"v\"".formatted(i));
        }

        json("{\"labels\": {%s}}".formatted(many))
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("field", equalTo("labels"));
        json("{\"labels\": {\"a\": \"%s\"}}".formatted("x".repeat(201)))
                .post(RUNS)
                .then()
                .statusCode(400)
                .body("field", equalTo("labels.a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/cancel", "/events", "/report", "/report.txt"})
    void anUnknownOrMalformedIdIsSaid(String path) {
        var method = path.equals("/cancel") ? "POST" : "GET";

        given().request(method, RUNS + "/20261123t004512-zzzzzz" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("No such run"), "value", equalTo("20261123t004512-zzzzzz"));
        given().request(method, RUNS + "/1" + path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("id"), "detail", containsString("20261123t004512-7qx3fa"));
    }

    @Test
    void whatCanBeAskedForIsListedWithReasons() {
        pace.withoutEngine();

        given().get("/api/v1/runtimes")
                .then()
                .statusCode(200)
                .body("runtimes.runtime", contains("host", "linux"))
                .body("runtimes[0].available", equalTo(true), "runtimes[0].reason", nullValue())
                .body("runtimes[1].local", equalTo(true), "runtimes[1].foundBy", notNullValue())
                .body("runtimes[1].reason", containsString(ApiProfile.NO_ENGINE));
        given().get("/api/v1/scenarios")
                .then()
                .statusCode(200)
                .body(
                        "scenarios.scenario",
                        contains(
                                "native",
                                "no-volumes",
                                "bind-mount-volume",
                                "bind-mount",
                                "volume",
                                "tmpfs",
                                "nfs-volume",
                                "bind-mount:cached",
                                "bind-mount:delegated"))
                .body("scenarios[3].runtimes[0].available", equalTo(false))
                .body("scenarios[3].runtimes[0].reason", containsString(ApiProfile.NO_ENGINE));
        given().get("/api/v1/workloads")
                .then()
                .statusCode(200)
                .body("workloads.find { it.workload == 'touch' }.command", endsWith("touch files/a"));
    }

    @Test
    void aRuntimeThatIsAskedForAndIsNotThereIsRefused() {
        given().queryParam("probe", "Moon Base")
                .get("/api/v1/runtimes")
                .then()
                .statusCode(400)
                .body("field", equalTo("probe"), "detail", endsWith("expected any of host, linux, got Moon Base"));
        given().queryParam("probe", "linux").get("/api/v1/runtimes").then().statusCode(200);
    }

    @Test
    void theServiceIsReadyWhenARuntimeIsAway() {
        pace.withoutEngine();
        given().get("/api/v1/runtimes");

        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'runtimes' }.data.linux", containsString(ApiProfile.NO_ENGINE));
        given().get("/q/health/live").then().statusCode(200);
    }
}
