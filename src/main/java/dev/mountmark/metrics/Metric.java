package dev.mountmark.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every metric: its name as Prometheus sees it without the prefix, unit, kind, labels, and what
/// it tells. No other class names one. docs/metrics.md has the same as a table.
enum Metric {
    RESULT_MEDIAN(
            "result_median_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "Median of the counted samples of the newest result."),
    RESULT_MEAN(
            "result_mean_seconds", Unit.SECONDS, Labels.RESULT, "Mean of the counted samples of the newest result."),
    RESULT_MINIMUM(
            "result_minimum_seconds", Unit.SECONDS, Labels.RESULT, "Fastest counted sample of the newest result."),
    RESULT_MAXIMUM(
            "result_maximum_seconds", Unit.SECONDS, Labels.RESULT, "Slowest counted sample of the newest result."),
    RESULT_INTERVAL_LOWER(
            "result_interval_lower_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "Lower limit of the median's interval, at 95 % or more; from 6 samples on."),
    RESULT_INTERVAL_UPPER(
            "result_interval_upper_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "Upper limit of the median's interval, at 95 % or more; from 6 samples on."),
    RESULT_STANDARD_DEVIATION(
            "result_standard_deviation_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "Standard deviation of the counted samples of the newest result; from 2 samples on."),
    RESULT_SAMPLES("result_samples", Unit.NONE, Labels.RESULT, "Counted samples of the newest result."),
    RESULT_TIMESTAMP(
            "result_timestamp_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "When the run of the newest result ended, in Unix time."),
    RESULT_CAVEAT(
            "result_caveat", Unit.NONE, Labels.with("caveat"), "1 for each caveat that the newest result carries."),
    RESULT_INFO(
            "result_info",
            Unit.NONE,
            Labels.with("version", "kernel", "file_system", "storage_class", "node"),
            "Always 1; the labels tell what the newest result was measured on, empty where nothing is known."),
    PHASE_MEDIAN(
            "phase_median_seconds",
            Unit.SECONDS,
            Labels.with("phase"),
            "Median of a phase over the counted samples of the newest result."),
    RELATIVE_TO_REFERENCE(
            "relative_to_reference_ratio",
            Unit.RATIO,
            Labels.RESULT,
            "How many times as long as the reference (native, else no-volumes)."),
    BASELINE(
            "baseline_seconds",
            Unit.SECONDS,
            Labels.RESULT,
            "The level that results are compared with; absent below 6 runs."),
    BASELINE_RUNS("baseline_runs", Unit.NONE, Labels.RESULT, "How many runs the baseline is made of."),
    CHANGE_RATIO(
            "change_ratio",
            Unit.RATIO,
            Labels.with("measure"),
            "New level over the one before, of the newest change that was told; above 1 is slower."),
    CHANGE_PVALUE(
            "change_pvalue",
            Unit.NONE,
            Labels.with("measure"),
            "The chance of such a difference if nothing had changed."),
    CHANGE_TIMESTAMP(
            "change_timestamp_seconds",
            Unit.SECONDS,
            Labels.with("measure"),
            "When the first run of the new level began, in Unix time."),
    SERIES_STATE(
            "series_state",
            Unit.NONE,
            Labels.with("measure", "state"),
            "1 for the state of the series, 0 for each other one."),
    SERIES_LEFT_OUT(
            "series_left_out",
            Unit.NONE,
            List.of(),
            "Benchmarks whose newest result is not shown, as there are more than mountmark.metrics.most-benchmarks."),
    SAMPLES("samples", Unit.NONE, List.of("outcome"), "Samples taken since the start, by outcome.", true),
    FAILURES(
            "failures",
            Unit.NONE,
            List.of("reason"),
            "Failed samples, and benchmarks that were given up, since the start, by the kind of failure.",
            true),
    RUNS("runs", Unit.NONE, List.of("state"), "Runs ended since the start, by state.", true),
    SCHEDULED_RUNS(
            "scheduled_runs",
            Unit.NONE,
            List.of("schedule", "outcome"),
            "Times since the start at which a schedule was due, by what became of its run.",
            true),
    LAST_SUCCESS(
            "last_success_timestamp_seconds",
            Unit.SECONDS,
            List.of(),
            "When a run last succeeded, in Unix time; NaN before."),
    QUEUE_DEPTH("queue_depth", Unit.NONE, List.of(), "Runs that wait."),
    QUEUE_CAPACITY("queue_capacity", Unit.NONE, List.of(), "The most runs that may wait."),
    RUNTIME_UP(
            "runtime_up", Unit.NONE, List.of("runtime"), "1 while something can be measured on the runtime, else 0."),
    RUNTIME_INFO(
            "runtime_info",
            Unit.NONE,
            List.of("runtime", "version", "kernel"),
            "Always 1; the labels tell the runtime's version and kernel."),
    BUILD_INFO("build_info", Unit.NONE, List.of("version"), "Always 1; the label tells the version of Mountmark."),
    LEAKED_RESOURCES(
            "leaked_resources", Unit.NONE, List.of(), "Containers, volumes and folders that could not be removed.");

    private final String name;
    private final Unit unit;
    private final List<String> labels;
    private final String description;
    private final boolean counter;

    Metric(String name, Unit unit, List<String> labels, String description) {
        this(name, unit, labels, description, false);
    }

    Metric(String name, Unit unit, List<String> labels, String description, boolean counter) {
        this.name = "mountmark_" + name;
        this.unit = unit;
        this.labels = labels;
        this.description = description;
        this.counter = counter;
    }

    enum Unit {
        SECONDS("seconds"),
        RATIO("ratio"),
        NONE("");

        private final String word;

        Unit(String word) {
            this.word = word;
        }
    }

    /// Those of results are the same for all of them, so that they can be joined.
    private static final class Labels {
        static final List<String> RESULT = List.of("host", "runtime", "scenario", "workload");

        static List<String> with(String... labels) {
            return Stream.concat(RESULT.stream(), Stream.of(labels)).toList();
        }
    }

    /// As a query names it.
    String exposed() {
        return counter ? name + "_total" : name;
    }

    List<String> labels() {
        return labels;
    }

    /// All of its points, as the exposition formats want them.
    MetricFamilySamples family(List<Point> points) {
        return new MetricFamilySamples(
                name,
                unit.word,
                counter ? Collector.Type.COUNTER : Collector.Type.GAUGE,
                description,
                points.stream().map(Point::sample).toList());
    }

    /// Its line in the table of docs/metrics.md.
    String row() {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        exposed(),
                        counter ? "counter" : "gauge",
                        labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        description);
    }
}
