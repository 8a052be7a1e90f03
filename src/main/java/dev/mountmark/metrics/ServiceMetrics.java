package dev.mountmark.metrics;

import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.run.Runs;
import dev.mountmark.run.RuntimesFound;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How the service itself is doing: its queue, its runs, its runtimes. Gauges read memory, never the database.
@ApplicationScoped
class ServiceMetrics {
    private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled", "interrupted");

    private final Runs runs;
    private final MeterRegistry registry;
    private final MultiGauge up;
    private final MultiGauge info;
    private final String version;
    private volatile double lastSuccess = Double.NaN;
    private volatile int queued;

    ServiceMetrics(
            Runs runs,
            History history,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.runs = runs;
        this.registry = registry;
        this.version = version;
        this.up = multi(Metric.RUNTIME_UP);
        this.info = multi(Metric.RUNTIME_INFO);
        this.lastSuccess = history.lastSuccess().map(ServiceMetrics::seconds).orElse(Double.NaN);
        this.queued = runs.queued();
    }

    void start(@Observes StartupEvent event) {
        for (var outcome : Sample.Outcome.values()) {
            samples(outcome);
        }
        ENDS.forEach(this::runs);
        gauge(Metric.QUEUE_DEPTH, self -> self.queued);
        gauge(Metric.QUEUE_CAPACITY, self -> self.runs.capacity());
        gauge(Metric.LEAKED_RESOURCES, self -> self.runs.leaks().size());
        gauge(Metric.LAST_SUCCESS, self -> self.lastSuccess);
        multi(Metric.BUILD_INFO).register(List.of(MultiGauge.Row.of(Tags.of("version", version), 1)), true);
    }

    void found(@Observes RuntimesFound found) {
        // Of one that was not asked nothing is known: neither that it is up nor that it is down.
        var statuses =
                found.statuses().stream().filter(status -> status.way().asked()).toList();
        up.register(
                statuses.stream()
                        .<MultiGauge.Row<?>>map(status -> MultiGauge.Row.of(tags(status), status.available() ? 1 : 0))
                        .toList(),
                true);
        info.register(
                statuses.stream()
                        .<MultiGauge.Row<?>>map(status -> MultiGauge.Row.of(
                                tags(status)
                                        .and("version", status.facts().getOrDefault("engineVersion", ""))
                                        .and("kernel", kernel(status)),
                                1))
                        .toList(),
                true);
    }

    void happened(@Observes StoredEvent stored) {
        switch (stored.event()) {
            case RunEvent.SampleTaken(var sample, var _, var _, var _) ->
                samples(sample.outcome()).increment();
            case RunEvent.RunChanged(var state) -> changed(state);
            case RunEvent.Preparing _,
                    RunEvent.RoundStarted _,
                    RunEvent.BenchmarkFailed _,
                    RunEvent.RunExcluded _,
                    RunEvent.RunIncluded _ -> {
                // Told by the result, not counted.
            }
        }
    }

    private void changed(RunState state) {
        queued = runs.queued();
        var over = state.over();
        if (over == null) {
            return;
        }
        runs(state.word()).increment();
        if (state instanceof RunState.Succeeded) {
            lastSuccess = seconds(over);
        }
    }

    private Counter samples(Sample.Outcome outcome) {
        return counter(Metric.SAMPLES, "outcome", outcome.word());
    }

    private Counter runs(String state) {
        return counter(Metric.RUNS, "state", state);
    }

    private Counter counter(Metric metric, String label, String value) {
        return Counter.builder(metric.qualified())
                .description(metric.description())
                .tag(label, value)
                .register(registry);
    }

    private void gauge(Metric metric, ToDoubleFunction<ServiceMetrics> value) {
        Gauge.builder(metric.qualified(), this, value)
                .baseUnit(metric.unit())
                .description(metric.description())
                .register(registry);
    }

    private MultiGauge multi(Metric metric) {
        return MultiGauge.builder(metric.qualified())
                .baseUnit(metric.unit())
                .description(metric.description())
                .register(registry);
    }

    private static Tags tags(RuntimeStatus status) {
        return Tags.of("runtime", status.runtime().slug().value());
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
