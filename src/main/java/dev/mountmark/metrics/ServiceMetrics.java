package dev.mountmark.metrics;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.metrics.Point.Counted;
import dev.mountmark.run.HistoryImported;
import dev.mountmark.run.Runs;
import dev.mountmark.run.RuntimesFound;
import dev.mountmark.run.ScheduleSettings;
import dev.mountmark.run.ScheduledTurn;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// How the service itself is doing: its queue, its runs, its runtimes. A scrape reads memory,
/// never the database.
@Singleton
class ServiceMetrics extends Collector {
    private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled", "interrupted");

    private final Runs runs;
    private final History history;
    private final PrometheusMeterRegistry registry;
    private final ScheduleSettings schedules;
    private final String version;
    private final Counts counts = new Counts();
    private volatile List<RuntimeStatus> asked = List.of();
    private volatile double lastSuccess;
    private volatile int queued;

    ServiceMetrics(
            Runs runs,
            History history,
            PrometheusMeterRegistry registry,
            ScheduleSettings schedules,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.runs = runs;
        this.history = history;
        this.registry = registry;
        this.schedules = schedules;
        this.version = version;
        this.lastSuccess = lastSuccess();
        this.queued = runs.queued();
    }

    /// Counters are there from the start, so that the first of anything is an increase.
    void start(@Observes StartupEvent event) {
        for (var outcome : Sample.Outcome.values()) {
            counts.begin(Metric.SAMPLES, outcome.word());
        }
        for (var category : Failure.Category.values()) {
            counts.begin(Metric.FAILURES, category.word());
        }
        ENDS.forEach(state -> counts.begin(Metric.RUNS, state));
        for (var schedule : schedules.schedules().keySet()) {
            for (var outcome : ScheduledTurn.Outcome.values()) {
                counts.begin(Metric.SCHEDULED_RUNS, schedule, outcome.word());
            }
        }
        register(registry.getPrometheusRegistry());
    }

    void found(@Observes RuntimesFound found) {
        // Of one that was not asked nothing is known: neither that it is up nor that it is down.
        asked = found.statuses().stream().filter(status -> status.way().asked()).toList();
    }

    void imported(@Observes HistoryImported event) {
        lastSuccess = lastSuccess();
    }

    private double lastSuccess() {
        return history.lastSuccess().map(ServiceMetrics::seconds).orElse(Double.NaN);
    }

    void due(@Observes ScheduledTurn turn) {
        counts.count(
                null, Metric.SCHEDULED_RUNS, turn.schedule(), turn.outcome().word());
    }

    void happened(@Observes StoredEvent stored) {
        var counted = new Counted(stored.run(), stored.at());
        switch (stored.event()) {
            case RunEvent.SampleTaken(var sample, var _, var _, var _) -> {
                counts.count(counted, Metric.SAMPLES, sample.outcome().word());
                failed(counted, sample.failure());
            }
            case RunEvent.BenchmarkFailed(var _, var failure) -> failed(counted, failure);
            case RunEvent.RunChanged(var state) -> changed(counted, state);
            case RunEvent.Preparing _, RunEvent.RoundStarted _, RunEvent.RunExcluded _, RunEvent.RunIncluded _ -> {
                // Told by the result, not counted.
            }
        }
    }

    private void failed(Counted counted, @Nullable Failure failure) {
        if (failure != null) {
            counts.count(counted, Metric.FAILURES, failure.category().word());
        }
    }

    private void changed(Counted counted, RunState state) {
        queued = runs.queued();
        var over = state.over();
        if (over == null) {
            return;
        }
        counts.count(counted, Metric.RUNS, state.word());
        if (state instanceof RunState.Succeeded) {
            lastSuccess = seconds(over);
        }
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return Point.families(
                Stream.of(counts.points(), gauges(), asked.stream().flatMap(ServiceMetrics::points))
                        .flatMap(points -> points));
    }

    private Stream<Point> gauges() {
        return Stream.of(
                new Point(Metric.QUEUE_DEPTH, List.of(), queued),
                new Point(Metric.QUEUE_CAPACITY, List.of(), runs.capacity()),
                new Point(Metric.LEAKED_RESOURCES, List.of(), runs.leaks().size()),
                new Point(Metric.LAST_SUCCESS, List.of(), lastSuccess),
                new Point(Metric.BUILD_INFO, List.of(version), 1));
    }

    private static Stream<Point> points(RuntimeStatus status) {
        var slug = status.runtime().slug().value();
        var version = status.facts().getOrDefault("engineVersion", "");
        return Stream.of(
                new Point(Metric.RUNTIME_UP, List.of(slug), status.available() ? 1 : 0),
                new Point(Metric.RUNTIME_INFO, List.of(slug, version, kernel(status)), 1));
    }

    /// The engine's own where it runs in a machine of its own.
    private static String kernel(RuntimeStatus status) {
        var facts = status.facts();
        return facts.getOrDefault("engineKernel", facts.getOrDefault("kernel", ""));
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1e3;
    }
}
