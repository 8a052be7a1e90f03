package dev.mountmark.metrics;

import dev.mountmark.benchmark.Caveat;
import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.Result;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The newest result of a benchmark on a host.
///
/// @param endedAt when its run ended
record Newest(String host, Instant endedAt, Result result) {
    /// Values of the labels of results.
    List<String> labels() {
        var benchmark = result.benchmark();
        return List.of(
                host,
                benchmark.runtime().slug().value(),
                benchmark.scenario().label(),
                benchmark.workload().value());
    }

    /// What a sample's environment calls that which the labels of the info tell, in their order.
    private static final List<String> FACTS = List.of("engineVersion", "kernel", "fileSystem", "storageClass", "node");

    /// All that is shown of it.
    Stream<Point> points() {
        return Stream.of(
                        result.summary().stream().flatMap(this::figures),
                        Stream.of(point(Metric.RESULT_TIMESTAMP, endedAt.toEpochMilli() / 1e3)),
                        Stream.of(info()),
                        result.caveats().stream()
                                .map(Caveat::code)
                                .distinct()
                                .map(code -> point(Metric.RESULT_CAVEAT, code, 1)),
                        result.phases().entrySet().stream()
                                .map(phase -> point(
                                        Metric.PHASE_MEDIAN, phase.getKey().word(), phase.getValue())),
                        Stream.ofNullable(result.comparison())
                                .map(comparison -> point(Metric.RELATIVE_TO_REFERENCE, comparison.ratio())))
                .flatMap(points -> points);
    }

    /// Of what changed between the samples all values.
    private Point info() {
        var facts = Facts.of(result.samples()).values();
        var values = FACTS.stream().map(fact -> String.join(", ", facts.getOrDefault(fact, List.of())));
        return new Point(
                Metric.RESULT_INFO, Stream.concat(labels().stream(), values).toList(), 1);
    }

    private Stream<Point> figures(Summary summary) {
        var interval = summary.medianInterval();
        return Stream.of(
                        figure(Metric.RESULT_MEDIAN, OptionalDouble.of(summary.median())),
                        figure(Metric.RESULT_MEAN, OptionalDouble.of(summary.mean())),
                        figure(Metric.RESULT_MINIMUM, OptionalDouble.of(summary.minimum())),
                        figure(Metric.RESULT_MAXIMUM, OptionalDouble.of(summary.maximum())),
                        figure(
                                Metric.RESULT_INTERVAL_LOWER,
                                interval.stream().mapToDouble(Interval::lower).findFirst()),
                        figure(
                                Metric.RESULT_INTERVAL_UPPER,
                                interval.stream().mapToDouble(Interval::upper).findFirst()),
                        figure(Metric.RESULT_STANDARD_DEVIATION, summary.standardDeviation()),
                        figure(Metric.RESULT_SAMPLES, OptionalDouble.of(summary.count())))
                .flatMap(points -> points);
    }

    private Stream<Point> figure(Metric metric, OptionalDouble value) {
        return value.stream().mapToObj(number -> point(metric, number));
    }

    private Point point(Metric metric, double value) {
        return new Point(metric, labels(), value);
    }

    private Point point(Metric metric, String label, double value) {
        return new Point(
                metric, Stream.concat(labels().stream(), Stream.of(label)).toList(), value);
    }
}
