package dev.mountmark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.history.SeriesFilter;
import dev.mountmark.history.Submission;
import dev.mountmark.run.DriftWatch;
import dev.mountmark.run.FakeSandboxes;
import dev.mountmark.run.RunRequest;
import dev.mountmark.run.Runs;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How series stand, as it is scraped, from the first run to a regression that a person accepts.
@QuarkusTest
@TestProfile(SeriesMetricsTest.Alone.class)
class SeriesMetricsTest {
    @Inject
    Runs runs;

    @Inject
    DriftWatch drift;

    @Inject
    Instance instance;

    @Inject
    MetricsSettings settings;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    PrometheusMeterRegistry registry;

    @BeforeEach
    @AfterEach
    void forget() {
        sandboxes.reset();
    }

    private void measured(double seconds) {
        sandboxes.takes("bind-mount", seconds, seconds);
        var submission = runs.submit(
                new RunRequest(
                        List.of("stat-files"),
                        List.of(),
                        List.of("bind-mount"),
                        new RunRequest.PlanRequest(null, null, 2, 2, 0, null, null, null, 11L),
                        Map.of()),
                Optional.empty());
        var id = ((Submission.Accepted) submission).event().run();
        await().until(() -> runs.find(id).orElseThrow().state().ended());
        await().until(() -> shown(registry).containsValue(seconds));
    }

    private static Map<String, Double> shown(PrometheusMeterRegistry registry) {
        var shown = Scraped.values(registry.scrape());
        shown.keySet().removeIf(name -> !name.matches("mountmark_(result_median|baseline|change|series_state).*"));
        return shown;
    }

    private String labelled(String name, String more) {
        return "mountmark_%s{host=\"%s\",runtime=\"linux\",scenario=\"bind-mount\",workload=\"stat-files\"%s}"
                .formatted(name, instance.host(), more);
    }

    private String state(String word) {
        return labelled("series_state", ",measure=\"time\",state=\"" + word + "\"");
    }

    private Map<String, Double> afterRestart() {
        var fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var restarted = new SeriesMetrics(drift, instance, fresh, settings, Clock.systemUTC());
        restarted.start(new StartupEvent());
        return shown(fresh);
    }

    @Test
    void aSeriesIsShownLearningThenStableThenRegressedUntilThatIsAccepted() {
        measured(9.5);
        await().untilAsserted(() -> assertThat(shown(registry))
                .containsEntry(state("learning"), 1.0)
                .containsEntry(state("stable"), 0.0));

        for (var seconds : new double[] {9.4, 9.6, 9.55, 9.45, 9.52}) {
            measured(seconds);
        }
        await().untilAsserted(() -> assertThat(shown(registry))
                .containsEntry(state("stable"), 1.0)
                .containsEntry(labelled("baseline_runs", ""), 6.0));

        for (var seconds : new double[] {12.1, 12.0, 12.2, 12.05, 12.15}) {
            measured(seconds);
        }
        await().untilAsserted(() -> assertThat(shown(registry))
                .containsEntry(state("regressed"), 1.0)
                .containsKey(labelled("change_pvalue", ",measure=\"time\""))
                .containsKey(labelled("change_timestamp_seconds", ",measure=\"time\"")));
        assertThat(shown(registry).get(labelled("change_ratio", ",measure=\"time\"")))
                .isBetween(1.2, 1.35);
        var shown = shown(registry);
        shown.keySet().removeIf(name -> name.contains("result_median"));
        assertThat(afterRestart()).isEqualTo(shown);

        drift.accept(drift.list(SeriesFilter.ALL, java.util.Set.of()).getFirst().series(), "a new engine");
        await().untilAsserted(() -> assertThat(shown(registry))
                .containsEntry(state("regressed"), 0.0)
                .containsEntry(state("stable"), 1.0));
    }

    public static class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mountmark.data-directory",
                    "target/test-data/" + UUID.randomUUID(),
                    "mountmark.minimum-free-space",
                    "0");
        }
    }
}
