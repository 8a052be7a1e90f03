package dev.mountmark.metrics;

import org.jspecify.annotations.Nullable;

/// Every metric: its name without the prefix and the unit, its unit, and what it tells. Prometheus sees
/// `mountmark_<name>_<unit>`.
enum Metric {
    RESULT_MEDIAN("result.median", "seconds", "Median of the counted samples of the newest result."),
    RESULT_MEAN("result.mean", "seconds", "Mean of the counted samples of the newest result."),
    RESULT_MINIMUM("result.minimum", "seconds", "Fastest counted sample of the newest result."),
    RESULT_MAXIMUM("result.maximum", "seconds", "Slowest counted sample of the newest result."),
    RESULT_INTERVAL_LOWER(
            "result.interval.lower",
            "seconds",
            "Lower limit of the median's interval, at 95 % or more; from 6 samples on."),
    RESULT_INTERVAL_UPPER(
            "result.interval.upper",
            "seconds",
            "Upper limit of the median's interval, at 95 % or more; from 6 samples on."),
    RESULT_STANDARD_DEVIATION(
            "result.standard.deviation", "seconds", "Standard deviation of the counted samples of the newest result."),
    RESULT_SAMPLES("result.samples", null, "Counted samples of the newest result."),
    RESULT_TIMESTAMP("result.timestamp", "seconds", "When the run of the newest result ended, in Unix time."),
    RESULT_CAVEAT("result.caveat", null, "1 for each caveat that the newest result carries."),
    PHASE_MEDIAN("phase.median", "seconds", "Median of a phase over the counted samples of the newest result."),
    RELATIVE_TO_REFERENCE(
            "relative.to.reference", "ratio", "How many times as long as the reference (native, else no-volumes)."),
    SAMPLES("samples", null, "Samples taken since the start, by outcome."),
    RUNS("runs", null, "Runs ended since the start, by state."),
    LAST_SUCCESS("last.success.timestamp", "seconds", "When a run last succeeded, in Unix time."),
    QUEUE_DEPTH("queue.depth", null, "Runs that wait."),
    QUEUE_CAPACITY("queue.capacity", null, "The most runs that may wait."),
    RUNTIME_UP("runtime.up", null, "1 while something can be measured on the runtime, else 0."),
    RUNTIME_INFO("runtime.info", null, "Always 1; the labels tell the runtime's version and kernel."),
    BUILD_INFO("build.info", null, "Always 1; the label tells the version of Mountmark."),
    LEAKED_RESOURCES("leaked.resources", null, "Containers, volumes and folders that could not be removed.");

    private final String name;
    private final @Nullable String unit;
    private final String description;

    Metric(String name, @Nullable String unit, String description) {
        this.name = name;
        this.unit = unit;
        this.description = description;
    }

    String qualified() {
        return "mountmark." + name;
    }

    @Nullable
    String unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
