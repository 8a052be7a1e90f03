package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class ComparisonApiTest extends ApiTest {
    static final String COMPARISON = "/api/v1/comparison";
    private static final String UNKNOWN = "20261123t004512-zzzzzz";

    private static RequestSpecification of(String before, String after) {
        return given().queryParam("before", before).queryParam("after", after);
    }

    private static String done(String body) {
        var id = submit(body);
        ended(id);
        return id;
    }

    private static ValidatableResponse refused(RequestSpecification request, int status, String field) {
        return request.get(COMPARISON)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field), "instance", startsWith(COMPARISON));
    }

    @Test
    void twoRunsAreComparedBenchmarkByBenchmark() {
        var before = done(small());
        var after = done(small());

        of(before, after)
                .accept("application/json")
                .get(COMPARISON)
                .then()
                .statusCode(200)
                .body("before.id", equalTo(before), "after.id", equalTo(after), "after.state", equalTo("succeeded"))
                .body("benchmarks", hasSize(1))
                .body("benchmarks[0].runtime", equalTo("host"), "benchmarks[0].scenario", equalTo("native"))
                .body("benchmarks[0].workload", equalTo("touch"))
                .body("benchmarks[0].outcome", equalTo("too-few"))
                .body("benchmarks[0].samplesNeeded", equalTo(4))
                .body("benchmarks[0].before.count", equalTo(1))
                .body("benchmarks[0].ratio", notNullValue(), "benchmarks[0].interval", nullValue())
                .body(
                        "benchmarks[0].words",
                        equalTo("native on host: no difference could be shown (n = 1 and 1): each run needs at least 4"
                                + " samples of each benchmark"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, .txt, Before: run ",
        "text/markdown, .md, # Comparison of two runs",
        "text/csv, .csv, 'before,after,runtime,'",
        "application/json, .json, {",
        "image/svg+xml, .svg, <svg "
    })
    void eachFormIsHadByAcceptAndBySuffix(String type, String suffix, String start) {
        var before = done(small());
        var after = done(small());

        of(before, after)
                .accept(type)
                .get(COMPARISON)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .header("Vary", "Accept")
                .body(startsWith(start));
        of(before, after)
                .get(COMPARISON + suffix)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .body(startsWith(start));
    }

    @Test
    void theImageCanDoNothing() {
        var before = done(small());

        of(before, done(small()))
                .get(COMPARISON + ".svg")
                .then()
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    }

    @Test
    void hyperfineHasNoFormForTwoRuns() {
        given().get(COMPARISON + ".hyperfine.json")
                .then()
                .statusCode(404)
                .body("detail", endsWith("expected one of txt, md, csv, json, svg, got hyperfine.json"));
    }

    @Test
    void whoSaysNothingGetsText() {
        var before = done(small());

        of(before, done(small()))
                .get(COMPARISON)
                .then()
                .header("Content-Type", startsWith("text/plain"))
                .body(endsWith("\n"));
    }

    @Test
    void anotherFormIsRefused() {
        given().accept("image/png").get(COMPARISON).then().statusCode(406).body("field", equalTo("Accept"));
        given().get(COMPARISON + ".png")
                .then()
                .statusCode(404)
                .body("detail", containsString("txt, md, csv, json, svg"));
    }

    @Test
    void theSameRunTwiceIsRefused() {
        var id = done(small());

        refused(of(id, id), 400, "after").body("value", equalTo(id), "detail", containsString("expected another run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void anUnknownRunIsNamedByItsParameter(String name) {
        var id = done(small());
        var request = name.equals("before") ? of(UNKNOWN, id) : of(id, UNKNOWN);

        refused(request, 404, name).body("value", equalTo(UNKNOWN), "detail", startsWith(name + ": "));
    }

    @Test
    void aRunThatHasNotEndedIsRefused() throws Exception {
        var before = done(small());
        pace.hold();
        var running = submit(small());
        pace.awaitHeld();

        refused(of(before, running), 400, "after")
                .body("value", equalTo(running), "detail", containsString("wait for its end"));
        refused(of(running, before), 400, "before");
    }

    @Test
    void parametersThatAreMissingDoubledMalformedOrUnknownAreRefused() {
        refused(given(), 400, "before").body("detail", containsString("got none"));
        refused(given().queryParam("before", UNKNOWN, UNKNOWN), 400, "before").body("detail", containsString("got 2"));
        refused(of("yesterday", UNKNOWN), 400, "before").body("value", equalTo("yesterday"));
        refused(of(UNKNOWN, UNKNOWN).queryParam("threshold", "1"), 400, "threshold")
                .body("detail", containsString("expected before and after"));
    }
}
