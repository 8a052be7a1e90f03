package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.EnvironmentChange;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.RunComparison.NotComparable;
import dev.mountmark.benchmark.RunComparison.OnlyAfter;
import dev.mountmark.benchmark.RunComparison.OnlyBefore;
import dev.mountmark.benchmark.RunComparison.Pair;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Two runs, benchmark by benchmark, as JSON.
@RegisterForReflection
@Schema(name = "RunComparison", description = "Two runs, benchmark by benchmark.")
public record ComparisonDocument(
        ComparedRunDocument before,
        ComparedRunDocument after,

        @Schema(description = "One sentence that counts the outcomes.")
        String summary,

        @Schema(description = "In the order of the table of the run after; then what stands in the run before only.")
        List<PairDocument> benchmarks,

        @Schema(description = "Facts of the environment that were others before, each told once for its runtime.")
        List<ChangeDocument> changes) {
    public static ComparisonDocument of(RunComparison comparison) {
        return new ComparisonDocument(
                ComparedRunDocument.of(comparison.before()),
                ComparedRunDocument.of(comparison.after()),
                ComparisonWording.summary(comparison),
                comparison.pairs().stream().map(PairDocument::of).toList(),
                comparison.changes().stream().map(ChangeDocument::of).toList());
    }

    /// One of the two runs.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComparedRun", description = "One of the two runs.")
    public record ComparedRunDocument(
            @Schema(description = "Names the run.", examples = "20261123t004512-7qx3fa")
            String id,

            @Schema(
                    description = "How it ended.",
                    enumeration = {"succeeded", "failed", "cancelled", "interrupted"})
            String state,

            @Schema(description = "Free text of the one who asked, by name.")
            SortedMap<String, String> labels,

            @Schema(description = "RFC 3339, UTC.") Instant submittedAt,

            @Schema(description = "The machine that measured.")
            String host) {
        static ComparedRunDocument of(Run run) {
            return new ComparedRunDocument(
                    run.id().value(), run.state().word(), run.labels(), run.submittedAt(), run.host());
        }
    }

    /// One benchmark of either run or of both; what could not be compared has no figures.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ComparedBenchmark", description = "One benchmark of either run or of both.")
    public record PairDocument(
            @Schema(description = "Slug of the runtime.", examples = "linux")
            String runtime,

            @Schema(description = "Label of the scenario.", examples = "bind-mount")
            String scenario,

            @Schema(description = "Name of the workload.", examples = "npm-install")
            String workload,

            @Schema(
                    description = "`slower` and `faster` where the adjusted p-value is below 0.05.",
                    enumeration = {
                        "slower",
                        "faster",
                        "no-difference",
                        "too-few",
                        "not-comparable",
                        "only-before",
                        "only-after"
                    })
            String outcome,

            @Schema(
                    description = "The same in words.",
                    examples = "bind-mount on linux took 1.21 times as long as before (1.15 to 1.28, p < 0.001)")
            String words,

            @Schema(description = "Why it is not comparable; absent otherwise.") @Nullable
            String reason,

            @Schema(description = "Counted samples of the run before; absent where nothing was compared.") @Nullable
            TimesDocument before,

            @Schema(description = "Counted samples of the run after; absent where nothing was compared.") @Nullable
            TimesDocument after,

            @Schema(
                    description = "How many times as long it took after as before: Hodges-Lehmann estimate on"
                            + " logarithms.")
            @Nullable
            Double ratio,

            @Schema(description = "Absent where so few samples carry no interval.") @Nullable
            RatioIntervalDocument interval,

            @Schema(
                    description = "By how much it became slower at least, as a share of the time before; absent where"
                            + " nothing was shown to be slower.")
            @Nullable
            Double slowerByAtLeast,

            @Schema(description = "Of the Mann-Whitney test, two-sided, exact up to 1600 pairs of samples.") @Nullable
            Double pValue,

            @Schema(description = "By Holm's method over the benchmarks of the workload that were compared.") @Nullable
            Double adjustedPValue,

            @Schema(
                    description = "Counted samples of each benchmark that each run needs for a difference to be shown;"
                            + " absent where there are enough.")
            @Nullable
            Integer samplesNeeded) {
        static PairDocument of(Pair pair) {
            return switch (pair) {
                case Compared compared -> compared(compared);
                case NotComparable other -> bare(pair, "not-comparable", other.reason());
                case OnlyBefore _ -> bare(pair, "only-before", null);
                case OnlyAfter _ -> bare(pair, "only-after", null);
            };
        }

        private static PairDocument compared(Compared pair) {
            return new PairDocument(
                    pair.benchmark().runtime().slug().value(),
                    pair.benchmark().scenario().label(),
                    pair.benchmark().workload().value(),
                    pair.outcome().word(),
                    ComparisonWording.words(pair),
                    null,
                    TimesDocument.of(pair.before()),
                    TimesDocument.of(pair.after()),
                    pair.ratio().estimate(),
                    pair.ratio().interval().map(RatioIntervalDocument::of).orElse(null),
                    ResultDocument.orNull(pair.slowerByAtLeast()),
                    pair.ratio().pValue(),
                    pair.adjustedPValue(),
                    pair.needed() == 0 ? null : pair.needed());
        }

        private static PairDocument bare(Pair pair, String outcome, @Nullable String reason) {
            return new PairDocument(
                    pair.benchmark().runtime().slug().value(),
                    pair.benchmark().scenario().label(),
                    pair.benchmark().workload().value(),
                    outcome,
                    ComparisonWording.words(pair),
                    reason,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /// What was compared.
    @Schema(name = "ComparedTimes", description = "The counted samples of one run.")
    public record TimesDocument(int count, double medianSeconds) {
        static TimesDocument of(Summary summary) {
            return new TimesDocument(summary.count(), summary.median());
        }
    }

    /// Where the ratio lies.
    @Schema(name = "RatioInterval", description = "Where the true ratio lies.")
    public record RatioIntervalDocument(
            double lower,
            double upper,

            @Schema(description = "The one it really has, at least 0.95.")
            double confidence) {
        static RatioIntervalDocument of(Interval interval) {
            return new RatioIntervalDocument(interval.lower(), interval.upper(), interval.confidence());
        }
    }

    /// A fact that was another one before.
    @Schema(name = "EnvironmentChange", description = "A fact of the environment that was another one before.")
    public record ChangeDocument(
            @Schema(description = "Slug of the runtime.", examples = "linux")
            String runtime,

            @Schema(description = "Where it changed, as scenario and workload; empty when everywhere on that runtime.")
            List<PlaceDocument> benchmarks,

            @Schema(description = "Its name, as on samples.", examples = "engineVersion")
            String fact,

            @Schema(description = "More than one where it changed during the run.")
            List<String> before,

            @Schema(description = "More than one where it changed during the run.")
            List<String> after) {
        static ChangeDocument of(EnvironmentChange change) {
            return new ChangeDocument(
                    change.runtime().slug().value(),
                    change.benchmarks().stream()
                            .map(benchmark -> new PlaceDocument(
                                    benchmark.scenario().label(),
                                    benchmark.workload().value()))
                            .toList(),
                    change.fact(),
                    change.before(),
                    change.after());
        }
    }

    /// A benchmark of a runtime.
    @Schema(name = "ComparedPlace", description = "A benchmark of the runtime.")
    public record PlaceDocument(String scenario, String workload) {}
}
