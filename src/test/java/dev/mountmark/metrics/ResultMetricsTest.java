package dev.mountmark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.Submission;
import dev.mountmark.run.Archive;
import dev.mountmark.run.FakeSandboxes;
import dev.mountmark.run.RunRequest;
import dev.mountmark.run.Runs;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The newest results as they are scraped, now and after a restart.
@QuarkusTest
class ResultMetricsTest {
    @Inject
    Runs runs;

    @Inject
    History history;

    @Inject
    Archive archive;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    PrometheusMeterRegistry registry;

    @Inject
    MetricsSettings settings;

    @Inject
    Instance instance;

    @BeforeEach
    @AfterEach
    void forget() {
        sandboxes.reset();
    }

    private RunId measured(double... seconds) {
        sandboxes.takes("bind-mount", seconds);
        return ended(submit("bind-mount", seconds.length));
    }

    private RunId submit(String scenario, int samples) {
        var submission = runs.submit(
                new RunRequest(
                        List.of("stat-files"),
                        List.of(),
                        List.of(scenario),
                        new RunRequest.PlanRequest(null, null, samples, samples, 0, null, null, null, 11L),
                        Map.of()),
                Optional.empty());
        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) submission).event().run();
    }

    private RunId ended(RunId id) {
        await().until(() -> runs.find(id).orElseThrow().state().ended());
        return id;
    }

    /// Of `stat-files` in `bind-mount`; told after the run is seen to have ended.
    private void awaitMedian(double seconds) {
        await().until(() -> median(registry), median -> median == seconds);
    }

    private static double median(PrometheusMeterRegistry registry) {
        return shown(registry).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("mountmark_result_median_seconds{")
                        && entry.getKey().contains("scenario=\"bind-mount\"")
                        && entry.getKey().contains("workload=\"stat-files\""))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// All that is shown of results, by name and labels.
    private static Map<String, Double> shown(PrometheusMeterRegistry registry) {
        var shown = Scraped.values(registry.scrape());
        shown.keySet().removeIf(name -> !name.matches("mountmark_(result|phase|relative)_.*"));
        return shown;
    }

    private Map<String, Double> afterRestart() {
        return shown(restarted(settings, Clock.systemUTC()));
    }

    private PrometheusMeterRegistry restarted(MetricsSettings settings, Clock clock) {
        var fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var restarted = new ResultMetrics(history, fresh, settings, clock);
        restarted.start(new StartupEvent());
        return fresh;
    }

    private record Settings(int mostBenchmarks, Duration forgetAfter) implements MetricsSettings {}

    @Test
    void whatWasNotMeasuredForLongIsNoLongerShownEvenWhileNothingHappens() {
        measured(2, 2);
        awaitMedian(2);
        var time = new Instant[] {Instant.now()};
        var fresh = restarted(new Settings(2000, Duration.ofDays(2)), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time[0];
            }
        });
        assertThat(median(fresh)).isEqualTo(2);

        time[0] = time[0].plus(Duration.ofDays(3));

        assertThat(shown(fresh)).isEmpty();
    }

    @Test
    void aboveTheCapTheOldestAreLeftOutAndCounted() {
        measured(2, 2);
        awaitMedian(2);
        ended(submit("volume", 2));
        await().until(() -> shown(registry).keySet().stream().anyMatch(name -> name.contains("scenario=\"volume\"")));
        var all = shown(registry).keySet().stream()
                .filter(name -> name.contains("_median_seconds{h") && !name.contains("phase"))
                .count();

        var fresh = restarted(new Settings(1, Duration.ofDays(90)), Clock.systemUTC());

        assertThat(shown(fresh)).containsKey(median("volume")).doesNotContainKey(median("bind-mount"));
        assertThat(Scraped.values(fresh.scrape())).containsEntry("mountmark_series_left_out", all - 1.0);
    }

    private String median(String scenario) {
        return "mountmark_result_median_seconds{host=\"%s\",runtime=\"linux\",scenario=\"%s\",workload=\"stat-files\"}"
                .formatted(instance.host(), scenario);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT1H, 'mountmark.metrics.most-benchmarks: expected 1 to 100000, got 0'",
        "100001, PT1H, 'mountmark.metrics.most-benchmarks: expected 1 to 100000, got 100001'",
        "1, PT59M, 'mountmark.metrics.forget-after: expected 1h to 3650d, got PT59M'"
    })
    void settingsOutOfRangeAreRefused(int most, Duration after, String message) {
        assertThatThrownBy(() -> MetricsSettings.check(new Settings(most, after)))
                .hasMessage(message);
    }

    @Test
    void theNewestResultThatIsNotExcludedIsShownAtOnceAndAfterARestart() {
        measured(2, 2);
        var middle = measured(3, 3);
        var newest = measured(5, 5);
        awaitMedian(5);

        runs.exclude(newest, "on battery");
        assertThat(median(registry)).isEqualTo(3);
        assertThat(shown(registry)).isEqualTo(afterRestart());

        runs.exclude(middle, "on battery");
        assertThat(median(registry)).isEqualTo(2);
        assertThat(shown(registry)).isEqualTo(afterRestart());

        runs.include(newest);
        assertThat(median(registry)).isEqualTo(5);
        assertThat(shown(registry)).isEqualTo(afterRestart());
    }

    @Test
    void whatIsImportedIsShownAsAfterARestart() throws IOException {
        var id = measured(6, 6);
        awaitMedian(6);
        var text = new ByteArrayOutputStream();
        archive.write(text);
        var lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        var later = lines.stream()
                .filter(line -> line.contains("\"id\":\"" + id + "\""))
                .findFirst()
                .orElseThrow()
                .replace(id.value(), "20261123t004512-moved1")
                .replace("\"command\":6.0", "\"command\":8.0")
                .replaceFirst("\"startedAt\":\"[^\"]*\"", "\"startedAt\":\"" + Instant.now() + "\"")
                .replaceFirst("\"endedAt\":\"[^\"]*\"", "\"endedAt\":\"" + Instant.now() + "\"");

        archive.read(
                new ByteArrayInputStream((lines.getFirst() + "\n" + later + "\n").getBytes(StandardCharsets.UTF_8)), 0);

        assertThat(median(registry)).isEqualTo(8);
        assertThat(shown(registry)).isEqualTo(afterRestart());
        assertThat(Scraped.values(registry.scrape()))
                .containsEntry(
                        "mountmark_last_success_timestamp_seconds",
                        history.lastSuccess().orElseThrow().toEpochMilli() / 1e3);
        runs.exclude(new RunId("20261123t004512-moved1"), "of this test");
    }

    @Test
    void whatTheNewestResultWasMeasuredOnIsTold() {
        sandboxes.stamps(
                "bind-mount",
                Map.of(
                        "kernel",
                        "6.1",
                        "fileSystem",
                        "virtiofs",
                        "engineVersion",
                        "28.0",
                        "node",
                        "worker-1",
                        "load1",
                        "3"));
        measured(4);
        awaitMedian(4);

        assertThat(Scraped.values(registry.scrape()))
                .containsEntry(
                        "mountmark_result_info{host=\"" + instance.host()
                                + "\",runtime=\"linux\",scenario=\"bind-mount\","
                                + "workload=\"stat-files\",version=\"28.0\",kernel=\"6.1\",file_system=\"virtiofs\","
                                + "storage_class=\"\",node=\"worker-1\"}",
                        1.0);
    }

    @Test
    void whatIsExcludedLeavesWhenNothingElseWasMeasured() {
        history.newestOfEachSeries().forEach(id -> runs.exclude(id, "of another test"));
        while (!history.newestOfEachSeries().isEmpty()) {
            history.newestOfEachSeries().forEach(id -> runs.exclude(id, "of another test"));
        }
        var only = measured(4);
        awaitMedian(4);

        runs.exclude(only, "on battery");

        assertThat(shown(registry)).isEmpty();
        assertThat(afterRestart()).isEmpty();
    }

    @Test
    void aBenchmarkThatWasGivenUpDoesNotReplaceItsNewestResult() throws InterruptedException {
        measured(7);
        awaitMedian(7);
        var dead = new Failure(Failure.Category.ENGINE, Phase.CREATE, "The engine does not answer.");
        sandboxes.takes("bind-mount", 9);
        sandboxes.hold();
        var id = submit("bind-mount", 8);
        sandboxes.awaitHeld();
        sandboxes.fails("bind-mount", dead, dead, dead, dead, dead, dead, dead);

        sandboxes.release();
        ended(id);

        assertThat(history.samples(id).stream().filter(Sample::counted)).hasSize(1);
        assertThat(median(registry)).isEqualTo(7);
        assertThat(shown(registry)).isEqualTo(afterRestart());
    }
}
