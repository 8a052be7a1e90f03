package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class SeriesApiTest extends ApiTest {
    private static final String SERIES = "/api/v1/series";

    private static String done() {
        var id = submit(small());
        ended(id);
        return id;
    }

    /// Of `touch` in `native` on this host, with at least this many runs.
    private static int series(int runs) {
        var newest = "";
        for (var i = 0; i < runs; i++) {
            newest = done();
        }
        return given().queryParam("workload", "touch")
                .queryParam("host", given().get(RUNS + "/" + newest).<String>path("host"))
                .queryParam("scenario", "native")
                .get(SERIES)
                .then()
                .statusCode(200)
                .extract()
                .path("series.find { it.host != 'elsewhere' }.id");
    }

    @Test
    void aRunThatEndsIsJudgedAtOnce() {
        var series = series(1);
        var run = done();

        given().get(SERIES + "/" + series)
                .then()
                .statusCode(200)
                .body("series.workload", equalTo("touch"), "series.scenario", equalTo("native"))
                .body("series.time.newestRun", equalTo(run), "series.time.unit", equalTo("seconds"))
                .body("points[-1].run", equalTo(run), "points[-1].samples", equalTo(1))
                .body("points[-1].environmentChanges", hasSize(0));
    }

    @Test
    void anExcludedRunIsNoPoint() {
        var series = series(1);
        var run = done();
        json("{\"reason\": \"on battery\"}").post(RUNS + "/" + run + "/exclusion");

        given().get(SERIES + "/" + series).then().body("points.findAll { it.run == '%s' }".formatted(run), hasSize(0));
        given().delete(RUNS + "/" + run + "/exclusion");
        given().get(SERIES + "/" + series).then().body("points[-1].run", equalTo(run));
    }

    @Test
    void seriesAreListedByWhatTheyAreOfAndHowTheyStand() {
        series(1);
        given().queryParam("workload", "touch").get(SERIES).then().body("series.workload", everyItem(equalTo("touch")));
        given().queryParam("host", "nobody").get(SERIES).then().body("series", hasSize(0), "next", nullValue());
        given().queryParam("state", "stale").get(SERIES).then().body("series", hasSize(0));
    }

    @Test
    @DisabledOnIntegrationTest("the packaged program finds no engine here, so there is one series only")
    void aPageLeadsToTheNext() {
        ended(submit(small().replace("[\"native\"]", "[\"native\", \"bind-mount\"]")));
        var page = given().queryParam("limit", 1)
                .get(SERIES)
                .then()
                .body("series", hasSize(1))
                .extract();

        given().get(page.<String>path("next"))
                .then()
                .statusCode(200)
                .body("series.findAll { it.id == %d }".formatted(page.<Integer>path("series[0].id")), hasSize(0));
    }

    @Test
    void theNewestLevelIsAcceptedWithAReason() {
        var series = series(7);

        json("{\"reason\": \"we stay with it\"}")
                .post(SERIES + "/" + series + "/baseline")
                .then()
                .statusCode(200)
                .body("verdicts[-1].kind", equalTo("accepted"), "verdicts[-1].reason", equalTo("we stay with it"))
                .body(
                        "series.time.baseline.fromRun",
                        equalTo(given().get(SERIES + "/" + series).path("series.time.level.fromRun")));
    }

    @Test
    void aKnownChangeIsMarkedAtARun() {
        var series = series(2);
        var run = done();

        json("{\"run\": \"%s\", \"reason\": \"moved\"}".formatted(run))
                .post(SERIES + "/" + series + "/changes")
                .then()
                .statusCode(200)
                .body("verdicts[-1].kind", equalTo("marked"), "verdicts[-1].run", equalTo(run));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"reason\": \"a\"}                                                            | run    | got none",
                "{\"reason\": \"a\", \"run\": \"20261123t004512-7qx3fa\", \"at\": \"2026-11-23T00:45:12Z\"} | run | got both",
                "{\"reason\": \"a\", \"run\": \"1\"}                                            | run    | got 1",
                "{\"reason\": \"a\", \"run\": \"20201123t004512-zzzzzz\"}                       | run    | expected a run of this service",
                "{\"reason\": \"a\", \"at\": \"yesterday\"}                                     | at     | expected a time like",
                "{\"reason\": \"a\", \"at\": \"2099-01-01T00:00:00Z\"}                          | at     | its newest 2",
                "{\"reason\": \" \", \"at\": \"2020-01-01T00:00:00Z\"}                          | at     | first run began",
                "{\"why\": \"a\"}                                                               | why    | expected any of at, reason, run"
            })
    void aChangeThatIsNoneIsRefused(String body, String field, String detail) {
        var series = series(1);
        json(body)
                .post(SERIES + "/" + series + "/changes")
                .then()
                .statusCode(400)
                .body("field", equalTo(field), "detail", containsString(detail));
    }

    @Test
    void whatIsNoSeriesIsSaid() {
        given().get(SERIES + "/999999")
                .then()
                .statusCode(404)
                .body("title", equalTo("No such series"), "value", equalTo("999999"));
        given().get(SERIES + "/x").then().statusCode(400).body("field", equalTo("id"));
        given().get(SERIES + "/1/baseline").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
        given().queryParam("after", 999_999).get(SERIES).then().statusCode(400).body("field", equalTo("after"));
        given().queryParam("limit", 0).get(SERIES).then().statusCode(400).body("detail", endsWith("got 0"));
        given().queryParam("state", "fine").get(SERIES).then().statusCode(400).body("field", equalTo("state"));
        given().queryParam("name", "a").get(SERIES).then().statusCode(400).body("field", equalTo("name"));
        json("{}").post(SERIES + "/999999/baseline").then().statusCode(404);
    }
}
