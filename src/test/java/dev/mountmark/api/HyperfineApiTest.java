package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Files that hyperfine wrote, as runs and series.
@QuarkusTest
@TestProfile(ApiProfile.class)
class HyperfineApiTest extends ApiTest {
    private static final String HYPERFINE = "/api/v1/history/hyperfine";
    private static final Instant AT = Instant.parse("2026-10-01T03:30:00Z");

    private static String file() {
        try (var file = HyperfineApiTest.class.getResourceAsStream("/hyperfine/sleep.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Test
    void aFileBecomesARunOnce() {
        var location = json(file())
                .queryParam("at", "2026-09-01T12:00:00+02:00")
                .queryParam("host", "desk")
                .queryParam("label", "branch:main")
                .post(HYPERFINE)
                .then()
                .statusCode(201)
                .body("host", equalTo("desk"), "state", equalTo("succeeded"), "labels.imported", equalTo("hyperfine"))
                .body("labels.branch", equalTo("main"), "results[1].statistics.count", equalTo(8))
                .extract()
                .header("Location");

        json(file())
                .queryParam("at", "2026-09-01T10:00:00Z")
                .queryParam("host", "desk")
                .post(HYPERFINE)
                .then()
                .statusCode(200)
                .body("id", equalTo(location.substring(location.lastIndexOf('/') + 1)));
        given().get(location + "/report.txt")
                .then()
                .statusCode(200)
                .body(containsString("hyperfine-sleep-0-01"), containsString("Native"));
        given().queryParam("label", "imported:hyperfine")
                .get(RUNS)
                .then()
                .body("runs.id", hasItem(startsWith("20260901t100000-")));
    }

    @Test
    void aSeriesOfFilesIsJudgedAsAnyOther() {
        for (var day = 0; day < 15; day++) {
            json(times(day < 9 ? 1 : 1.5, day))
                    .queryParam("at", AT.plus(Duration.ofDays(day)).toString())
                    .queryParam("host", "bench")
                    .post(HYPERFINE)
                    .then()
                    .statusCode(201);
        }

        given().queryParam("host", "bench")
                .get("/api/v1/series")
                .then()
                .body("series", hasSize(1), "series[0].workload", equalTo("hyperfine-npm-ci"))
                .body("series[0].time.state", equalTo("regressed"), "series[0].time.runs", equalTo(15))
                .body("series[0].time.change.run", startsWith("20261010t033000-"));
    }

    private static String times(double level, int day) {
        return "{\"results\":[{\"command\":\"npm ci\",\"times\":["
                + IntStream.range(0, 8)
                        .mapToObj(i -> String.valueOf(level * (8 + (i * 7 + day * 5) % 11 * 0.01)))
                        .collect(Collectors.joining(","))
                + "]}]}";
    }

    @Test
    void whatIsWrongIsNamed() {
        json("{\"results\":[]}").post(HYPERFINE).then().statusCode(400).body("field", equalTo("results"));
        json(file())
                .queryParam("at", "soon")
                .post(HYPERFINE)
                .then()
                .statusCode(400)
                .body("field", equalTo("at"));
        json(file())
                .queryParam("host", "a b")
                .post(HYPERFINE)
                .then()
                .statusCode(400)
                .body("field", equalTo("host"));
        json(file())
                .queryParam("label", "x")
                .post(HYPERFINE)
                .then()
                .statusCode(400)
                .body("field", equalTo("label"));
        json(file())
                .queryParam("when", "x")
                .post(HYPERFINE)
                .then()
                .statusCode(400)
                .body("field", equalTo("when"));
        json("\"" + "x".repeat(1 << 20) + "\"").post(HYPERFINE).then().statusCode(413);
        given().get(HYPERFINE).then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }
}
