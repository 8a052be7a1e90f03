package dev.mountmark.metrics;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.run.HistoryImported;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The newest result of each benchmark, as gauges: the same before and after a restart, because
/// both come from the history. What a scrape takes lies ready since something last changed.
@Singleton
class ResultMetrics extends Collector {
    private static final Logger LOG = Logger.getLogger(ResultMetrics.class);

    private final History history;
    private final PrometheusMeterRegistry registry;
    private final MetricsSettings settings;
    private final Clock clock;
    private final Map<List<String>, Newest> newest = new HashMap<>();
    private volatile Ready ready = new Ready(List.of(), 0, Instant.MAX);

    /// @param until when the first of them has to go
    private record Ready(List<MetricFamilySamples> families, int leftOut, Instant until) {}

    ResultMetrics(History history, PrometheusMeterRegistry registry, MetricsSettings settings, Clock clock) {
        this.history = history;
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        MetricsSettings.check(settings);
        takeAll();
        register(registry.getPrometheusRegistry());
    }

    /// One after the other, so that what was read later is taken later.
    void changed(@Observes StoredEvent event) {
        switch (event.event()) {
            case RunEvent.RunChanged(var state) -> {
                if (state.ended()) {
                    synchronized (history) {
                        publish(read(event.run()), false);
                    }
                }
            }
            // Another run may hold the newest result now.
            case RunEvent.RunExcluded _, RunEvent.RunIncluded _ -> takeAll();
            case RunEvent.Preparing _, RunEvent.RoundStarted _, RunEvent.SampleTaken _, RunEvent.BenchmarkFailed _ -> {
                // No result yet.
            }
        }
    }

    void imported(@Observes HistoryImported event) {
        takeAll();
    }

    /// Waits neither for a run nor for the database.
    @Override
    public List<MetricFamilySamples> collect() {
        if (!clock.instant().isBefore(ready.until)) {
            publish(Stream.empty(), false);
        }
        return ready.families;
    }

    private void takeAll() {
        synchronized (history) {
            publish(history.newestOfEachSeries().stream().flatMap(this::read).toList().stream(), true);
        }
    }

    /// Cold results are series of their own, and no label tells them from the warm ones: they
    /// stay in the history.
    private Stream<Newest> read(RunId id) {
        return history.run(id).filter(run -> run.plan().cache() == Cache.WARM).stream()
                .flatMap(run -> Results.of(run, history.samples(id)).stream()
                        .filter(result -> result.state() == Result.State.SUCCEEDED)
                        .map(result -> new Newest(
                                run.host(),
                                Objects.requireNonNullElse(run.state().over(), run.submittedAt()),
                                result)));
    }

    private synchronized void publish(Stream<Newest> more, boolean afresh) {
        if (afresh) {
            newest.clear();
        }
        more.forEach(one -> newest.merge(one.labels(), one, ResultMetrics::newer));
        var now = clock.instant();
        newest.values().removeIf(one -> !now.isBefore(goes(one)));
        var shown = newest.values().stream()
                .sorted(Comparator.comparing(Newest::endedAt).reversed())
                .limit(settings.mostBenchmarks())
                .toList();
        var leftOut = newest.size() - shown.size();
        if (leftOut > 0 && ready.leftOut == 0) {
            LOG.warnf(
                    "%d benchmarks have results, %d of them are shown as metrics: mountmark.metrics.most-benchmarks",
                    newest.size(), shown.size());
        }
        ready = new Ready(
                Point.families(Stream.concat(
                        shown.stream().flatMap(Newest::points),
                        Stream.of(new Point(Metric.SERIES_LEFT_OUT, List.of(), leftOut)))),
                leftOut,
                newest.values().stream()
                        .map(this::goes)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX));
    }

    private static Newest newer(Newest one, Newest other) {
        return other.endedAt().isBefore(one.endedAt()) ? one : other;
    }

    private Instant goes(Newest one) {
        return one.endedAt().plus(settings.forgetAfter());
    }
}
