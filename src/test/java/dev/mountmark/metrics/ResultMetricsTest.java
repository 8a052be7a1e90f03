package dev.mountmark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.Submission;
import dev.mountmark.run.FakeSandboxes;
import dev.mountmark.run.RunRequest;
import dev.mountmark.run.Runs;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The newest results as they are scraped, now and after a restart.
@QuarkusTest
class ResultMetricsTest {
    private static final String MEDIAN = "mountmark.result.median";

    @Inject
    Runs runs;

    @Inject
    History history;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    MeterRegistry registry;

    @BeforeEach
    @AfterEach
    void forget() {
        sandboxes.reset();
    }

    private RunId measured(double... seconds) {
        sandboxes.takes("bind-mount", seconds);
        return ended(submit(seconds.length));
    }

    private RunId submit(int samples) {
        var submission = runs.submit(
                new RunRequest(
                        List.of("stat-files"),
                        List.of(),
                        List.of("bind-mount"),
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

    private static double median(MeterRegistry registry) {
        var gauge = registry.find(MEDIAN)
                .tag("scenario", "bind-mount")
                .tag("workload", "stat-files")
                .gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    /// All that is shown of results, by name and labels.
    private static Map<String, Double> shown(MeterRegistry registry) {
        var shown = new TreeMap<String, Double>();
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("mountmark.result.")
                        || id.getName().startsWith("mountmark.phase.")
                        || id.getName().startsWith("mountmark.relative."))
                .forEach(id -> shown.put(
                        id.getName() + id.getTags(),
                        registry.get(id.getName()).tags(id.getTags()).gauge().value()));
        return shown;
    }

    private Map<String, Double> afterRestart() {
        var fresh = new SimpleMeterRegistry();
        new ResultMetrics(history, fresh).start(new StartupEvent());
        return shown(fresh);
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
        var id = submit(8);
        sandboxes.awaitHeld();
        sandboxes.fails("bind-mount", dead, dead, dead, dead, dead, dead, dead);

        sandboxes.release();
        ended(id);

        assertThat(history.samples(id).stream().filter(Sample::counted)).hasSize(1);
        assertThat(median(registry)).isEqualTo(7);
        assertThat(shown(registry)).isEqualTo(afterRestart());
    }
}
