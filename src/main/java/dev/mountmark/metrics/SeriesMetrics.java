package dev.mountmark.metrics;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.drift.State;
import dev.mountmark.history.Measure;
import dev.mountmark.history.Series;
import dev.mountmark.history.SeriesFilter;
import dev.mountmark.history.SeriesJudgement;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.run.DriftWatch;
import dev.mountmark.run.HistoryImported;
import dev.mountmark.run.RuntimesFound;
import dev.mountmark.run.VerdictsReached;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How every series of this host stands, as it was last judged. A scrape takes what lies ready.
@Singleton
class SeriesMetrics extends Collector {
    /// What becomes stale does so without an event.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DriftWatch drift;
    private final Instance instance;
    private final PrometheusMeterRegistry registry;
    private final MetricsSettings settings;
    private final Clock clock;
    private volatile List<MetricFamilySamples> ready = List.of();
    private Instant read = Instant.MIN;

    SeriesMetrics(
            DriftWatch drift,
            Instance instance,
            PrometheusMeterRegistry registry,
            MetricsSettings settings,
            Clock clock) {
        this.drift = drift;
        this.instance = instance;
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        read();
        register(registry.getPrometheusRegistry());
    }

    /// Series are judged before this is told.
    void changed(@Observes StoredEvent event) {
        switch (event.event()) {
            case RunEvent.RunChanged(var state) -> {
                if (state.ended()) {
                    read();
                }
            }
            case RunEvent.RunExcluded _, RunEvent.RunIncluded _ -> read();
            case RunEvent.Preparing _, RunEvent.RoundStarted _, RunEvent.SampleTaken _, RunEvent.BenchmarkFailed _ -> {
                // Nothing is judged before the end.
            }
        }
    }

    void said(@Observes VerdictsReached reached) {
        read();
    }

    void imported(@Observes HistoryImported event) {
        read();
    }

    /// While nothing is measured.
    void found(@Observes RuntimesFound found) {
        if (dueAgain()) {
            read();
        }
    }

    private synchronized boolean dueAgain() {
        return !clock.instant().isBefore(read.plus(LONGEST));
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return ready;
    }

    private synchronized void read() {
        var now = clock.instant();
        read = now;
        ready = Point.families(newest(now).flatMap(SeriesMetrics::points));
    }

    /// Of series that no label tells apart (another digest of the workload) the newest, and no
    /// more than there are results.
    private Stream<SeriesJudgement> newest(Instant now) {
        var newest = new LinkedHashMap<List<String>, Map<Measure, SeriesJudgement>>();
        drift.newest(new SeriesFilter(instance.host(), null, null, null)).stream()
                .filter(one -> one.series().cache() == Cache.WARM)
                .filter(one -> now.isBefore(one.newestAt().plus(settings.forgetAfter())))
                .sorted(Comparator.comparing(SeriesJudgement::newestAt).reversed())
                .forEach(one -> newest.computeIfAbsent(labels(one.series()), _ -> new LinkedHashMap<>())
                        .putIfAbsent(one.measure(), one));
        return newest.values().stream()
                .limit(settings.mostBenchmarks())
                .flatMap(measures -> measures.values().stream());
    }

    private static List<String> labels(Series series) {
        return List.of(
                series.host(),
                series.runtime().value(),
                series.scenario().label(),
                series.workload().value());
    }

    private static Stream<Point> points(SeriesJudgement judgement) {
        var labels = labels(judgement.series());
        var judged = and(labels, judgement.measure().word());
        var states = State.WORDS.stream()
                .map(word -> new Point(
                        Metric.SERIES_STATE,
                        and(judged, word),
                        judgement.state().word().equals(word) ? 1 : 0));
        var change = judgement.change().stream()
                .flatMap(newest -> Stream.of(
                        new Point(Metric.CHANGE_RATIO, judged, newest.ratio()),
                        new Point(Metric.CHANGE_PVALUE, judged, newest.pValue()),
                        new Point(Metric.CHANGE_TIMESTAMP, judged, newest.at().toEpochMilli() / 1e3)));
        return Stream.of(states, change, baseline(judgement, labels)).flatMap(points -> points);
    }

    private static Stream<Point> baseline(SeriesJudgement judgement, List<String> labels) {
        return switch (judgement.measure()) {
            case TIME ->
                judgement.baseline().stream()
                        .flatMap(level -> Stream.of(
                                new Point(Metric.BASELINE, labels, level.median()),
                                new Point(Metric.BASELINE_RUNS, labels, level.runs())));
            case RATIO -> Stream.empty();
        };
    }

    private static List<String> and(List<String> labels, String one) {
        return Stream.concat(labels.stream(), Stream.of(one)).toList();
    }
}
