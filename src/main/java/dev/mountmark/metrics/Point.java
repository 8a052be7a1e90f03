package dev.mountmark.metrics;

import dev.mountmark.benchmark.RunId;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exemplars.Exemplar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One value of a metric.
///
/// @param labels values, in the order of [Metric#labels()]
/// @param newest what counted last, absent for what does not count or has not yet
record Point(
        Metric metric,
        List<String> labels,
        double value,
        @Nullable Counted newest) {
    /// The run that a counter last counted something of: an exemplar, where the format has them.
    /// The only place where a run's id may stand: a label would make a series of each run.
    record Counted(RunId run, Instant at) {
        private Exemplar exemplar() {
            return new Exemplar(1, at.toEpochMilli(), "run_id", run.value());
        }
    }

    Point {
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + ": expected values of " + metric.labels() + ", got " + labels);
        }
        labels = List.copyOf(labels);
    }

    Point(Metric metric, List<String> labels, double value) {
        this(metric, labels, value, null);
    }

    /// All points by their metric, in the order of the metrics.
    static List<MetricFamilySamples> families(Stream<Point> points) {
        var byMetric = new EnumMap<Metric, List<Point>>(Metric.class);
        points.forEach(point ->
                byMetric.computeIfAbsent(point.metric, _ -> new ArrayList<>()).add(point));
        return byMetric.entrySet().stream()
                .map(entry -> entry.getKey().family(entry.getValue()))
                .toList();
    }

    Sample sample() {
        var name = metric.exposed();
        return newest == null
                ? new Sample(name, metric.labels(), labels, value)
                : new Sample(name, metric.labels(), labels, value, newest.exemplar());
    }
}
