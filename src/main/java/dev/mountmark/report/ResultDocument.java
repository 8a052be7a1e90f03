package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.Caveat;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What came out of one benchmark, as JSON.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Result", description = "What came out of one benchmark.")
public record ResultDocument(
        @Schema(description = "Slug of the runtime.", examples = "linux")
        String runtime,

        @Schema(description = "Label of the scenario.", examples = "bind-mount")
        String scenario,

        @Schema(description = "Name of the workload.", examples = "npm-install")
        String workload,

        @Schema(
                description = "`pending` while the run goes on, `incomplete` when it ended before this was done.",
                enumeration = {"pending", "succeeded", "failed", "incomplete"})
        String state,

        @Schema(description = "Why it was given up; absent when it was not.") @Nullable
        FailureDocument failure,

        @Schema(description = "Of the counted samples; absent when there is none.") @Nullable
        StatisticsDocument statistics,

        @Schema(description = "Median seconds of each phase, by its name.")
        Map<String, Double> phases,

        @Schema(description = "With the reference; absent where none can be given.") @Nullable
        ComparisonDocument comparison,

        @Schema(description = "Reasons to distrust it.") List<CaveatDocument> caveats,

        @Schema(description = "As taken, in order; absent in reports.") @Nullable
        List<SampleDocument> samples) {

    static ResultDocument of(Result result) {
        return document(result, SampleDocument.of(result.samples()));
    }

    static ResultDocument withoutSamples(Result result) {
        return document(result, null);
    }

    private static ResultDocument document(Result result, @Nullable List<SampleDocument> samples) {
        var benchmark = result.benchmark();
        var failure = result.failure();
        var statistics = result.statistics();
        var comparison = result.comparison();
        return new ResultDocument(
                benchmark.runtime().slug().value(),
                benchmark.scenario().label(),
                benchmark.workload().value(),
                result.state().word(),
                failure == null ? null : FailureDocument.of(failure),
                statistics == null ? null : StatisticsDocument.of(statistics),
                phases(result.phases()),
                comparison == null ? null : ComparisonDocument.of(comparison),
                result.caveats().stream().map(CaveatDocument::of).toList(),
                samples);
    }

    /// By their words, in the order in which they happen.
    static Map<String, Double> phases(Map<Phase, Double> seconds) {
        var byWord = new LinkedHashMap<String, Double>();
        if (!seconds.isEmpty()) {
            new EnumMap<>(seconds).forEach((phase, value) -> byWord.put(phase.word(), value));
        }
        return byWord;
    }

    /// What n does not carry is absent.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Statistics", description = "What the counted samples say; what too few do not carry is absent.")
    public record StatisticsDocument(
            int count,
            double medianSeconds,

            @Schema(description = "Of the median; absent below 6 samples.") @Nullable
            IntervalDocument interval,

            double meanSeconds,
            @Nullable Double standardDeviationSeconds,

            @Schema(description = "Median absolute deviation from the median, not scaled.") @Nullable
            Double madSeconds,

            double minimumSeconds,
            double maximumSeconds,

            @Schema(description = "Absent below 20 samples.") @Nullable
            Double percentile95Seconds) {
        static StatisticsDocument of(Summary summary) {
            return new StatisticsDocument(
                    summary.count(),
                    summary.median(),
                    summary.medianInterval().map(IntervalDocument::of).orElse(null),
                    summary.mean(),
                    orNull(summary.standardDeviation()),
                    orNull(summary.medianAbsoluteDeviation()),
                    summary.minimum(),
                    summary.maximum(),
                    orNull(summary.percentile95()));
        }
    }

    /// Where the true median lies.
    @Schema(
            name = "Interval",
            description = "Where the true median lies: order statistics, exact whatever the distribution is.")
    public record IntervalDocument(
            double lowerSeconds,
            double upperSeconds,

            @Schema(description = "The one it really has, at least 0.95.")
            double confidence) {
        static IntervalDocument of(Interval interval) {
            return new IntervalDocument(interval.lower(), interval.upper(), interval.confidence());
        }
    }

    /// A ratio, what it is taken to, and what it is worth.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Comparison", description = "How many times as long it takes as the reference.")
    public record ComparisonDocument(
            @Schema(description = "Label of the scenario that the ratio is taken to.", examples = "native")
            String reference,

            @Schema(description = "Hodges-Lehmann estimate on logarithms; 1 for the reference itself.")
            double ratio,

            @Schema(description = "Of the ratio, at 95 % or more; absent where n carries no interval.") @Nullable
            Double lower,

            @Nullable Double upper,

            @Schema(description = "Of the exact Mann-Whitney test, two-sided; absent for the reference itself.")
            @Nullable
            Double pValue,

            @Schema(description = "The same, adjusted by Holm for all comparisons of the workload.") @Nullable
            Double adjustedPValue,

            @Schema(
                    description = "What may be said, from the adjusted p-value at 0.05; `too-few` where no difference"
                            + " could be shown with so few samples.",
                    enumeration = {"slower", "faster", "no-difference", "too-few"})
            @Nullable
            String outcome) {
        static ComparisonDocument of(Result.Comparison comparison) {
            var test = comparison.test();
            return new ComparisonDocument(
                    comparison.reference().label(),
                    comparison.ratio(),
                    comparison.interval().map(Interval::lower).orElse(null),
                    comparison.interval().map(Interval::upper).orElse(null),
                    test == null ? null : test.pValue(),
                    test == null ? null : test.adjusted(),
                    comparison.outcome().map(Result.Outcome::word).orElse(null));
        }
    }

    /// A reason to distrust a result.
    @Schema(name = "Caveat", description = "A reason to distrust a result, with advice.")
    public record CaveatDocument(
            @Schema(
                    description = "From a closed list.",
                    enumeration = {
                        "too-few-samples",
                        "not-precise",
                        "slow-first-sample",
                        "outliers",
                        "drift-inside-run",
                        "order-effect",
                        "clock-too-coarse",
                        "failed-samples",
                        "clock-stepped",
                        "leaked-resources",
                        "other-software",
                        "load-on-host",
                        "unequal-resources",
                        "other-containers",
                        "emulated-platform",
                        "on-battery",
                        "samples-removed"
                    })
            String code,

            String message,
            String advice) {
        static CaveatDocument of(Caveat caveat) {
            return new CaveatDocument(caveat.code(), caveat.message(), caveat.advice());
        }
    }

    /// As JSON and CSV leave out what is absent.
    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
