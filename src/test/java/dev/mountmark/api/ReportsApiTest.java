package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class ReportsApiTest extends ApiTest {
    @Test
    void aReportIsToBeHadByAcceptAndBySuffix() {
        var id = submit(small());
        ended(id);
        var report = RUNS + "/" + id + "/report";

        var text = given().get(report)
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .extract()
                .asString();
        assertThat(text).startsWith("Run " + id + " on ");
        given().get(report + ".txt")
                .then()
                .contentType("text/plain;charset=UTF-8")
                .body(equalTo(text));
        given().accept("text/markdown")
                .get(report)
                .then()
                .contentType("text/markdown")
                .body(containsString("# Run " + id));
        given().get(report + ".md").then().contentType("text/markdown").body(containsString("| Platform |"));
        given().accept("application/json")
                .get(report)
                .then()
                .body("id", equalTo(id), "results[0].samples", equalTo(null));
        given().get(report + ".json").then().contentType("application/json").body("state", equalTo("succeeded"));
        given().accept("text/html,application/json;q=0.5,text/markdown;q=0.9")
                .get(report)
                .then()
                .contentType("text/markdown");
    }

    @Test
    void aReportInAnotherFormIsRefusedWithThoseThereAre() {
        var id = submit(small());

        given().accept("image/png")
                .get(RUNS + "/" + id + "/report")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("text/plain, text/markdown, text/csv, application/json, image/svg+xml"));
        given().get(RUNS + "/" + id + "/report.pdf")
                .then()
                .statusCode(404)
                .body("detail", containsString("txt, md, csv, json, svg, hyperfine.json"));
        given().accept("text/html").get(RUNS).then().statusCode(406).contentType("application/problem+json");
        given().accept("text/html").post(RUNS).then().statusCode(406).contentType("application/problem+json");
    }

    @Test
    void aRowIsASampleOrABenchmark() {
        var report = report("csv");

        given().get(report)
                .then()
                .contentType("text/csv;charset=UTF-8;header=present")
                .body(startsWith("run,host,exclusion,runtime,platform,scenario,"), containsString(",succeeded,"));
        assertThat(given().get(report + "?rows=samples").asString())
                .isEqualTo(given().get(report).asString());
        given().get(report + "?rows=benchmarks").then().body(startsWith("source,run,host,exclusion,"));
        given().accept("text/csv").get(report.replace(".csv", "")).then().body(startsWith("run,host,"));
    }

    @Test
    void theGraphIsAnImageThatCanDoNothing() {
        var report = report("svg");

        given().get(report)
                .then()
                .contentType("image/svg+xml")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .body(startsWith("<svg "), not(containsString("Docker-VMM")));
        given().accept("image/*").get(report.replace(".svg", "")).then().contentType("image/svg+xml");
        given().get(report + "?beside=article-2025").then().body(containsString("Docker-VMM (published)"));
    }

    @Test
    void hyperfinesScriptsFindWhatTheyRead() {
        given().get(report("hyperfine.json"))
                .then()
                .contentType("application/json")
                .body("results", hasSize(1))
                .body("results[0].command", equalTo("touch native on host"))
                .body("results[0].times", hasSize(1))
                .body("results[0].exit_codes", equalTo(java.util.List.of(0)))
                .body("results[0]", hasKey("stddev"))
                .body("results[0].user", equalTo(null))
                .body("results[0].parameters.scenario", equalTo("native"))
                .body("mountmark.systemInformation[0].runtime", equalTo("host"));
    }

    @Test
    void whatWasPublishedStandsBesideInEveryFormThatCanShowIt() {
        given().get(report("json") + "?beside=article-2025")
                .then()
                .body("results", hasSize(1))
                .body("systemInformation[0].platform", equalTo("Host"))
                .body("published[0].name", equalTo("article-2025"))
                .body("published[0].results", hasSize(20))
                .body("published[0].results", everyItem(not(hasKey("statistics"))));
        given().get(report("json")).then().body("$", not(hasKey("published")));
        given().get(report("txt") + "?beside=article-2025").then().body(containsString("\nDocker-VMM "));
        given().get(report("md") + "?beside=article-2025").then().body(containsString("| Docker-VMM "));
        given().get(report("csv") + "?rows=benchmarks&beside=article-2025")
                .then()
                .body(containsString("\narticle-2025,,,,,Docker-VMM,"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            csv            | rows=all                           | rows   | all          | samples, benchmarks
            txt            | rows=samples                       | rows   | samples      | with csv only
            txt            | beside=moon                        | beside | moon         | article-2025
            csv            | beside=article-2025                | beside | article-2025 | rows=benchmarks
            hyperfine.json | beside=article-2025                | beside | article-2025 | another form
            txt            | besides=article-2025               | besides|              | beside, rows
            txt            | beside=article-2025&beside=moon    | beside |              | once
            """)
    void whatAFormCannotShowIsRefusedWithTheWayOut(
            String suffix, String query, String field, String value, String wayOut) {
        var refusal = given().get(report(suffix) + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field), "detail", containsString(wayOut));
        if (value != null) {
            refusal.body("value", equalTo(value));
        }
    }

    /// The path of the report of a run of one sample that has ended.
    private static String report(String suffix) {
        var id = submit(small());
        ended(id);
        return RUNS + "/" + id + "/report." + suffix;
    }
}
