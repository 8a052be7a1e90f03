package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.Conclusion;
import dev.mountmark.benchmark.Estimate;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A run as JSON.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Run", description = "One request to measure a set of benchmarks.")
public record RunDocument(
        @Schema(description = "Names the run; sorts by time of submission.", examples = "20261123t004512-7qx3fa")
        String id,

        @Schema(
                description = "Where it stands; the last four are ends.",
                enumeration = {"queued", "running", "cancelling", "succeeded", "failed", "cancelled", "interrupted"})
        String state,

        @Schema(description = "Why it failed or was interrupted; absent otherwise.") @Nullable
        String reason,

        @Schema(description = "Free text of the one who asked, by name.")
        SortedMap<String, String> labels,

        PlanDocument plan,
        @Schema(description = "RFC 3339, UTC.") Instant submittedAt,

        @Schema(description = "Absent before it began.") @Nullable
        Instant startedAt,

        @Schema(description = "Absent before it ended.") @Nullable
        Instant endedAt,

        @Schema(description = "The machine that measures.") String host,

        @Schema(description = "Why it is left out of comparisons, metrics and series; absent when it is not.") @Nullable
        ExclusionDocument exclusion,

        @Schema(description = "How far it has come; absent before its first sample, after its end, and in lists.")
        @Nullable
        EstimateDocument estimate,

        @Schema(description = "One for each benchmark, in the order of the table; absent in lists of runs.") @Nullable
        List<ResultDocument> results,

        @Schema(description = "What the tests allow to be said; empty before the run ended, absent in lists of runs.")
        @Nullable
        List<ConclusionDocument> conclusions) {

    /// Without results, for lists.
    public static RunDocument of(Run run) {
        return document(run, null, null, null);
    }

    /// All of it.
    public static RunDocument of(Run run, List<Result> results) {
        return of(run, results, Optional.empty());
    }

    /// All of it.
    ///
    /// @param estimate empty where nothing is known of what is left
    public static RunDocument of(Run run, List<Result> results, Optional<Estimate> estimate) {
        return document(
                run,
                estimate.map(EstimateDocument::of).orElse(null),
                results.stream().map(ResultDocument::of).toList(),
                conclusions(run, results));
    }

    /// The report: all but the single samples.
    public static RunDocument withoutSamples(Run run, List<Result> results) {
        return document(
                run, null, results.stream().map(ResultDocument::withoutSamples).toList(), conclusions(run, results));
    }

    private static List<ConclusionDocument> conclusions(Run run, List<Result> results) {
        return Conclusion.of(run, results).stream().map(ConclusionDocument::of).toList();
    }

    private static RunDocument document(
            Run run,
            @Nullable EstimateDocument estimate,
            @Nullable List<ResultDocument> results,
            @Nullable List<ConclusionDocument> conclusions) {
        var state = run.state();
        return new RunDocument(
                run.id().value(),
                state.word(),
                state.explanation(),
                run.labels(),
                PlanDocument.of(run.plan()),
                run.submittedAt(),
                state.begun(),
                state.over(),
                run.host(),
                run.exclusion() == null ? null : ExclusionDocument.of(run.exclusion()),
                estimate,
                results,
                conclusions);
    }

    /// How far a run has come.
    @Schema(name = "Estimate", description = "How far a run has come, and what is left, from what was measured.")
    public record EstimateDocument(
            int samplesTaken,

            @Schema(description = "In all, if those to come vary as much as those so far.")
            int samplesPlanned,

            @Schema(
                    description = "From now on. ISO 8601.",
                    implementation = String.class,
                    format = "duration",
                    examples = "PT3M20S")
            Duration remaining,

            @Schema(description = "RFC 3339, UTC.") Instant endsAt) {
        static EstimateDocument of(Estimate estimate) {
            return new EstimateDocument(estimate.taken(), estimate.planned(), estimate.remaining(), estimate.endsAt());
        }
    }

    /// What follows for one workload on one runtime.
    @Schema(name = "Conclusion", description = "What the tests of a workload on a runtime allow to be said.")
    public record ConclusionDocument(
            @Schema(description = "Name of the workload.", examples = "npm-install")
            String workload,

            @Schema(description = "Slug of the runtime.", examples = "linux")
            String runtime,

            @Schema(description = "What was found, in sentences.")
            List<String> findings,

            @Schema(description = "What follows, one sentence.")
            String advice) {
        static ConclusionDocument of(Conclusion conclusion) {
            return new ConclusionDocument(
                    conclusion.workload().value(),
                    conclusion.runtime().slug().value(),
                    ConclusionText.findings(conclusion),
                    ConclusionText.advice(conclusion));
        }
    }

    /// That a run is left out.
    @Schema(
            name = "Exclusion",
            description = "That the run is left out of comparisons, metrics and series; nothing of it is deleted.")
    public record ExclusionDocument(
            @Schema(description = "Of the one who asked.", examples = "the laptop was on battery")
            String reason,

            @Schema(description = "When it was first excluded. RFC 3339, UTC.")
            Instant since) {
        static ExclusionDocument of(Exclusion exclusion) {
            return new ExclusionDocument(exclusion.reason(), exclusion.since());
        }
    }

    /// How a run is measured.
    @Schema(name = "Plan", description = "How a run is measured.")
    public record PlanDocument(
            @Schema(
                    description = "Which set of values it started from.",
                    enumeration = {"quick", "standard", "thorough"})
            String name,

            @Schema(description = "The half-width of the interval of a median, as a share of it, that is enough.")
            double precision,

            @Schema(description = "Counted samples below which a result carries a caveat.")
            int minimumSamples,

            @Schema(description = "Counted rounds at most.") int maximumSamples,

            @Schema(description = "Rounds that are kept and not counted.")
            int warmupRounds,

            @Schema(
                    description = "From the first sample on; no sample begins after it. ISO 8601.",
                    implementation = String.class,
                    format = "duration",
                    examples = "PT6M")
            Duration timeLimit,

            @Schema(
                    description = "Between two rounds. ISO 8601.",
                    implementation = String.class,
                    format = "duration",
                    examples = "PT0S")
            Duration coolDown,

            @Schema(
                    description = "What is done to the kernel's caches before each command.",
                    enumeration = {"warm", "cold"})
            String cache,

            @Schema(description = "Of the order within the rounds: the same seed replays it.")
            long seed) {
        static PlanDocument of(Plan plan) {
            return new PlanDocument(
                    plan.name().word(),
                    plan.precision(),
                    plan.minimumSamples(),
                    plan.maximumSamples(),
                    plan.warmupRounds(),
                    plan.timeLimit(),
                    plan.coolDown(),
                    plan.cache().word(),
                    plan.seed());
        }
    }
}
