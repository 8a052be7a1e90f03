package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Tables of times, as runs and series.
@QuarkusTest
@TestProfile(ApiProfile.class)
class CsvApiTest extends ApiTest {
    private static final String CSV = "/api/v1/history/csv";
    private static final Instant AT = Instant.parse("2026-10-01T03:30:00Z");

    private static RequestSpecification csv(String text) {
        return given().contentType("text/csv").body(text);
    }

    @Test
    void aTableBecomesRunsOnceAndIsJudgedAsAnyOtherSeries() {
        var table = days("npm ci", "shelf", 15);

        csv(table)
                .queryParam("label", "branch:main")
                .post(CSV)
                .then()
                .statusCode(200)
                .body("runs", equalTo(15), "samples", equalTo(120), "knownRuns", equalTo(0));

        given().queryParam("host", "shelf")
                .get("/api/v1/series")
                .then()
                .body("series", hasSize(1), "series[0].workload", equalTo("imported-npm-ci"))
                .body("series[0].time.state", equalTo("regressed"), "series[0].time.runs", equalTo(15));
        given().queryParam("label", "imported:csv").get(RUNS).then().body("runs.labels.branch", hasItem("main"));
        csv(table).post(CSV).then().statusCode(200).body("runs", equalTo(0), "knownRuns", equalTo(15));
    }

    /// Eight times a day, which get longer after nine of them.
    private static String days(String workload, String host, int days) {
        var lines = new StringBuilder("workload,host,time,value\n");
        for (var day = 0; day < days; day++) {
            for (var i = 0; i < 8; i++) {
                lines.append("%s,%s,%s,%s\n"
                        .formatted(
                                workload,
                                host,
                                AT.plus(Duration.ofDays(day)),
                                (day < 9 ? 1 : 1.5) * (8 + (i * 7 + day * 5) % 11 * 0.01)));
            }
        }
        return lines.toString();
    }

    @Test
    void ourOwnReportOfSamplesIsATable() {
        var id = submit(small());
        ended(id);
        var report = given().queryParam("rows", "samples")
                .accept("text/csv")
                .get(RUNS + "/" + id + "/report")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        csv(report).post(CSV).then().statusCode(200).body("runs", equalTo(1));
        csv(report).post(CSV).then().statusCode(200).body("runs", equalTo(0), "knownRuns", equalTo(1));
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsStored() {
        csv("workload,value,host\na,1,half\nb,x,half\n")
                .post(CSV)
                .then()
                .statusCode(400)
                .body("field", equalTo("line 3.value"))
                .body("detail", equalTo("line 3.value: expected a number, got x; correct the line or leave it out"));
        given().queryParam("host", "half").get("/api/v1/series").then().body("series", hasSize(0));
        csv("workload,value\na,1\n")
                .queryParam("host", "a b")
                .post(CSV)
                .then()
                .statusCode(400)
                .body("field", equalTo("host"));
        csv("workload,value\na,1\n")
                .queryParam("when", "now")
                .post(CSV)
                .then()
                .statusCode(400)
                .body("field", equalTo("when"));
        csv("x".repeat((1 << 20) + 1)).post(CSV).then().statusCode(413);
        json("{}").post(CSV).then().statusCode(415);
        given().get(CSV).then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }
}
