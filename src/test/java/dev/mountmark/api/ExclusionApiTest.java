package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class ExclusionApiTest extends ApiTest {
    private static final Pattern MEDIAN = Pattern.compile("mountmark_result_median_seconds\\{([^}]*)} (\\S+)");

    private static String done() {
        var id = submit(small());
        ended(id);
        return id;
    }

    private static String exclusion(String id) {
        return RUNS + "/" + id + "/exclusion";
    }

    private static ValidatableResponse exclude(String id, String reason) {
        return json("{\"reason\": \"%s\"}".formatted(reason))
                .post(exclusion(id))
                .then();
    }

    private static double median(String id) {
        return given().get(RUNS + "/" + id).jsonPath().getDouble("results[0].statistics.medianSeconds");
    }

    /// Of `touch` in `native`, as a scrape has it.
    private static double scraped() {
        var metrics = given().get("/q/metrics").asString();
        return MEDIAN.matcher(metrics)
                .results()
                .filter(line -> line.group(1).contains("scenario=\"native\"")
                        && line.group(1).contains("workload=\"touch\""))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void anExcludedRunSaysSoWhereverItIsShown() {
        var id = done();

        exclude(id, "on battery")
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(id), "exclusion.reason", equalTo("on battery"))
                .body("exclusion.since", endsWith("Z"), "results", nullValue());

        given().get(RUNS + "/" + id)
                .then()
                .body("exclusion.reason", equalTo("on battery"), "state", equalTo("succeeded"))
                .body("results[0].samples", hasSize(1));
        given().get(RUNS + "/" + id + "/report.json").then().body("exclusion.reason", equalTo("on battery"));
        given().get(RUNS + "/" + id + "/report.txt").then().body(containsString("\nExcluded since "));
        given().get(RUNS + "/" + id + "/report.md").then().body(containsString("UTC: on battery**\n"));
        given().queryParam("limit", 1).get(RUNS).then().body("runs[0].exclusion.reason", equalTo("on battery"));
        assertThat(given().get(RUNS + "/" + id + "/events").asString())
                .contains("event: excluded\n", "\"reason\":\"on battery\"");
    }

    @Test
    void anotherReasonReplacesTheFirstAndKeepsItsTime() {
        var id = done();
        var since = exclude(id, "on battery").extract().<String>path("exclusion.since");

        exclude(id, "an update ran").statusCode(200).body("exclusion.since", equalTo(since));

        given().get(RUNS + "/" + id).then().body("exclusion.reason", equalTo("an update ran"));
    }

    @Test
    void anExclusionIsTakenBackAsOftenAsAsked() {
        var id = done();
        exclude(id, "on battery");

        given().delete(exclusion(id)).then().statusCode(200).body("id", equalTo(id), "exclusion", nullValue());
        given().delete(exclusion(id)).then().statusCode(200).body("exclusion", nullValue());

        given().get(RUNS + "/" + id).then().body("exclusion", nullValue(), "results[0].samples", hasSize(1));
        assertThat(given().get(RUNS + "/" + id + "/events").asString()).containsOnlyOnce("event: included\n");
    }

    @Test
    void anExcludedRunIsNotCompared() {
        var before = done();
        var after = done();
        exclude(before, "on battery");
        var comparison =
                given().queryParam("before", before).queryParam("after", after).get(ComparisonApiTest.COMPARISON);

        comparison
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("before"), "value", equalTo(before))
                .body("detail", containsString("(on battery); take another one, or undo its exclusion"));

        given().delete(exclusion(before));
        given().queryParam("before", before)
                .queryParam("after", after)
                .get(ComparisonApiTest.COMPARISON)
                .then()
                .statusCode(200);
    }

    @Test
    void metricsShowTheNewestResultThatIsNotExcludedAtOnce() {
        var older = done();
        var newer = done();
        assertThat(scraped()).isCloseTo(median(newer), within(1e-9));

        exclude(newer, "on battery");
        var meanwhile = scraped();
        given().delete(exclusion(newer));

        assertThat(meanwhile).isCloseTo(median(older), within(1e-9));
        assertThat(scraped()).isCloseTo(median(newer), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                      | reason | got none",
                "{}                    | reason | got none",
                "{\"reason\": \" \"}   | reason | expected a text of 1 to 500 characters without control characters",
                "{\"reason\": \"a\\n\"}| reason | got 2 characters",
                "{\"reason\": null}    | reason | got none",
                "{\"reason\": 5}       | reason | expected a text, got 5",
                "{\"raeson\": \"a\"}   | raeson | expected any of reason, got raeson",
                "[]                    | body   | expected a JSON object, got array"
            })
    void aReasonThatIsNoneIsRefused(String body, String field, String detail) {
        var id = done();

        json(body == null ? "" : body)
                .post(exclusion(id))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field), "detail", containsString(detail));
        given().get(RUNS + "/" + id).then().body("exclusion", nullValue());
    }

    @Test
    void aReasonHasAtMost500Characters() {
        var id = done();

        exclude(id, "x".repeat(500)).statusCode(200);
        exclude(id, "x".repeat(501)).statusCode(400).body("detail", endsWith("got 501 characters"));
    }

    @Test
    void aRunThatHasNotEndedCannotBeExcluded() throws Exception {
        pace.hold();
        var running = submit(small());
        pace.awaitHeld();

        exclude(running, "on battery")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("title", equalTo("Run not ended"), "value", equalTo(running))
                .body("detail", containsString("which is running; wait for its end, or cancel it"));
        given().delete(exclusion(running)).then().statusCode(409);
    }

    @Test
    void anUnknownRunOrMethodIsSaid() {
        exclude("20261123t004512-zzzzzz", "a").statusCode(404).body("title", equalTo("No such run"));
        exclude("1", "a").statusCode(400).body("field", equalTo("id"));
        given().delete(exclusion("20261123t004512-zzzzzz")).then().statusCode(404);
        given().get(exclusion("20261123t004512-zzzzzz")).then().statusCode(405).header("Allow", startsWith("DELETE"));
    }
}
