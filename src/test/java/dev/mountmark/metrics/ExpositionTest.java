package dev.mountmark.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.Submission;
import dev.mountmark.run.FakeSandboxes;
import dev.mountmark.run.RunRequest;
import dev.mountmark.run.Runs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a scrape gets, in both formats.
@QuarkusTest
class ExpositionTest {
    /// As Prometheus asks.
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @Inject
    Runs runs;

    @Inject
    FakeSandboxes sandboxes;

    @BeforeEach
    @AfterEach
    void forget() {
        sandboxes.reset();
    }

    private static String scrape(String accept) {
        return given().accept(accept)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private RunId measured() {
        var submission = runs.submit(
                new RunRequest(
                        List.of("stat-files"),
                        List.of(),
                        List.of("native", "bind-mount"),
                        new RunRequest.PlanRequest(null, null, 6, 6, 0, null, null, null, 11L),
                        Map.of()),
                Optional.empty());
        var id = ((Submission.Accepted) submission).event().run();
        await().until(() -> runs.find(id).orElseThrow().state().ended());
        return id;
    }

    @Test
    void everyMetricHasAHelpAndIsNamedByTheOneClassThatOwnsThem() {
        measured();

        var text = scrape("text/plain");

        var known = Arrays.stream(Metric.values()).map(Metric::exposed).toList();
        var shown = Scraped.values(text).keySet().stream()
                .map(name -> name.replaceFirst("\\{.*", ""))
                .filter(name -> name.startsWith("mountmark_"))
                .collect(Collectors.toSet());
        assertThat(known).containsAll(shown);
        assertThat(shown).allSatisfy(name -> assertThat(text).contains("# HELP " + name + " "));
    }

    @Test
    void noCallerChoosesTheValueOfALabel() {
        given().header("Origin", "http://evil.example")
                .post("/evil/path")
                .then()
                .statusCode(403);
        given().request("BREW", "/api/v1/runs/20261129t033000-abcdef").then().statusCode(405);
        given().accept("image/png")
                .get("/api/v1/runs/20261129t033000-abcdef")
                .then()
                .statusCode(406);

        await().untilAsserted(() -> assertThat(scrape("text/plain"))
                .contains("method=\"POST\",outcome=\"CLIENT_ERROR\",status=\"403\",uri=\"REFUSED\"")
                .contains("method=\"OTHER\",outcome=\"CLIENT_ERROR\",status=\"405\",uri=\"REFUSED\"")
                .contains("method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"406\",uri=\"REFUSED\""));
        assertThat(scrape("text/plain"))
                .doesNotContain("evil")
                .doesNotContain("BREW")
                .doesNotContain("abcdef");
    }

    @Test
    void nothingIsExportedWithoutADescription() {
        var text = scrape("text/plain");

        assertThat(text.lines().filter(line -> line.startsWith("# HELP ")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("# HELP \\S+ \\S.*"));
    }

    @Test
    void openMetricsIsNegotiatedWithUnitsAndTheRunThatWasCountedLast() {
        var id = measured();
        await().until(() -> scrape(OPEN_METRICS).contains("run_id=\"" + id + "\""));

        var text = scrape(OPEN_METRICS);

        assertThat(text).endsWith("# EOF\n");
        assertThat(text)
                .contains("# UNIT mountmark_result_median_seconds seconds")
                .contains("# TYPE mountmark_runs counter")
                .containsPattern("mountmark_runs_total\\{state=\"succeeded\"} \\S+ # \\{run_id=\"" + id + "\"} 1.0 ");
    }

    @Test
    void noLabelOfAnyMetricNamesARunOrAPath() {
        var id = measured();

        var text = scrape("text/plain");

        assertThat(text).doesNotContain(id.value());
        assertThat(Scraped.values(text).keySet())
                .filteredOn(name -> name.startsWith("mountmark_result_"))
                .allSatisfy(name -> assertThat(name).doesNotContain("/"));
    }
}
