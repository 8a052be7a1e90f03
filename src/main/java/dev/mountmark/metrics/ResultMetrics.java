package dev.mountmark.metrics;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/// The newest result of each benchmark, as gauges: the same before and after a restart, because both come from the
/// history. A scrape only reads what lies ready.
@ApplicationScoped
class ResultMetrics {
    private final History history;
    private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);
    private final Map<Tags, Newest> newest = new HashMap<>();

    private record Newest(Instant endedAt, Result result) {}

    ResultMetrics(History history, MeterRegistry registry) {
        this.history = history;
        for (var metric : List.of(
                Metric.RESULT_MEDIAN,
                Metric.RESULT_MEAN,
                Metric.RESULT_MINIMUM,
                Metric.RESULT_MAXIMUM,
                Metric.RESULT_INTERVAL_LOWER,
                Metric.RESULT_INTERVAL_UPPER,
                Metric.RESULT_STANDARD_DEVIATION,
                Metric.RESULT_SAMPLES,
                Metric.RESULT_TIMESTAMP,
                Metric.RESULT_CAVEAT,
                Metric.PHASE_MEDIAN,
                Metric.RELATIVE_TO_REFERENCE)) {
            gauges.put(
                    metric,
                    MultiGauge.builder(metric.qualified())
                            .baseUnit(metric.unit())
                            .description(metric.description())
                            .register(registry));
        }
    }

    synchronized void start(@Observes StartupEvent event) {
        takeAll();
    }

    synchronized void changed(@Observes StoredEvent event) {
        switch (event.event()) {
            case RunEvent.RunChanged(var state) -> {
                if (state.ended()) {
                    take(event.run());
                    publish();
                }
            }
            // Another run may hold the newest result now.
            case RunEvent.RunExcluded _, RunEvent.RunIncluded _ -> takeAll();
            case RunEvent.Preparing _, RunEvent.RoundStarted _, RunEvent.SampleTaken _, RunEvent.BenchmarkFailed _ -> {
                // No result yet.
            }
        }
    }

    private void takeAll() {
        newest.clear();
        history.newestOfEachSeries().forEach(this::take);
        publish();
    }

    /// Cold results are series of their own, and no label tells them from the warm ones: they stay in the history.
    private void take(RunId id) {
        history.run(id).filter(run -> run.plan().cache() == Cache.WARM).ifPresent(run -> {
            var endedAt = Objects.requireNonNullElse(run.state().over(), run.submittedAt());
            for (var result : Results.of(run, history.samples(id))) {
                if (result.state() == Result.State.SUCCEEDED) {
                    newest.put(tags(run, result), new Newest(endedAt, result));
                }
            }
        });
    }

    private static Tags tags(Run run, Result result) {
        var benchmark = result.benchmark();
        return Tags.of(
                "runtime", benchmark.runtime().slug().value(),
                "scenario", benchmark.scenario().label(),
                "workload", benchmark.workload().value(),
                "host", run.host());
    }

    private void publish() {
        summaries(Metric.RESULT_MEDIAN, summary -> OptionalDouble.of(summary.median()));
        summaries(Metric.RESULT_MEAN, summary -> OptionalDouble.of(summary.mean()));
        summaries(Metric.RESULT_MINIMUM, summary -> OptionalDouble.of(summary.minimum()));
        summaries(Metric.RESULT_MAXIMUM, summary -> OptionalDouble.of(summary.maximum()));
        summaries(Metric.RESULT_INTERVAL_LOWER, summary -> limit(summary, Interval::lower));
        summaries(Metric.RESULT_INTERVAL_UPPER, summary -> limit(summary, Interval::upper));
        summaries(Metric.RESULT_STANDARD_DEVIATION, Summary::standardDeviation);
        summaries(Metric.RESULT_SAMPLES, summary -> OptionalDouble.of(summary.count()));
        rows(
                Metric.RESULT_TIMESTAMP,
                (entry, rows) ->
                        rows.add(row(entry.getKey(), entry.getValue().endedAt().toEpochMilli() / 1e3)));
        rows(
                Metric.RESULT_CAVEAT,
                (entry, rows) -> entry.getValue().result().caveats().stream()
                        .map(caveat -> entry.getKey().and("caveat", caveat.code()))
                        .distinct()
                        .forEach(tags -> rows.add(row(tags, 1))));
        rows(Metric.PHASE_MEDIAN, (entry, rows) -> {
            for (var phase : entry.getValue().result().phases().entrySet()) {
                rows.add(row(phaseTags(entry.getKey(), phase.getKey()), phase.getValue()));
            }
        });
        rows(Metric.RELATIVE_TO_REFERENCE, (entry, rows) -> {
            var comparison = entry.getValue().result().comparison();
            if (comparison != null) {
                rows.add(row(entry.getKey(), comparison.ratio()));
            }
        });
    }

    private static OptionalDouble limit(Summary summary, ToDoubleFunction<Interval> which) {
        return summary.medianInterval().stream().mapToDouble(which).findFirst();
    }

    private static Tags phaseTags(Tags tags, Phase phase) {
        return tags.and("phase", phase.word());
    }

    private interface Figure {
        OptionalDouble of(Summary summary);
    }

    private void summaries(Metric metric, Figure figure) {
        rows(
                metric,
                (entry, rows) -> entry.getValue()
                        .result()
                        .summary()
                        .map(figure::of)
                        .ifPresent(value -> value.ifPresent(number -> rows.add(row(entry.getKey(), number)))));
    }

    private void rows(Metric metric, BiConsumer<Map.Entry<Tags, Newest>, List<MultiGauge.Row<?>>> each) {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        newest.entrySet().forEach(entry -> each.accept(entry, rows));
        Objects.requireNonNull(gauges.get(metric)).register(rows, true);
    }

    private static MultiGauge.Row<?> row(Tags tags, double value) {
        return MultiGauge.Row.of(tags, value);
    }
}
