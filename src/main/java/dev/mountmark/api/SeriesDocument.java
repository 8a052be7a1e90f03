package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.drift.State;
import dev.mountmark.history.Measure;
import dev.mountmark.history.SeriesJudgement;
import dev.mountmark.history.SeriesLevel;
import dev.mountmark.run.SeriesStanding;
import dev.mountmark.statistics.Interval;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A series as it stands.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Series", description = "All results ever of one benchmark on one host, as they stand now.")
public record SeriesDocument(
        @Schema(description = "Of this service's database.", examples = "17")
        long id,

        @Schema(description = "The machine that measures.") String host,
        @Schema(description = "Slug of the runtime.") String runtime,
        String scenario,
        String workload,

        @Schema(description = "Of the workload's definition and files; another one is another series.")
        String workloadDigest,

        @Schema(description = "What is known of caches.", examples = "warm")
        String cache,

        @Schema(description = "Of the median of each run.") MeasureDocument time,

        @Schema(description = "Of the ratio to the reference; absent where there is none.") @Nullable
        MeasureDocument ratio) {

    static SeriesDocument of(SeriesStanding standing) {
        var series = standing.series();
        return new SeriesDocument(
                series.id(),
                series.host(),
                series.runtime().value(),
                series.scenario().label(),
                series.workload().value(),
                series.workloadDigest(),
                series.cache().word(),
                measure(standing, Measure.TIME).orElseThrow(),
                measure(standing, Measure.RATIO).orElse(null));
    }

    private static Optional<MeasureDocument> measure(SeriesStanding standing, Measure measure) {
        return standing.measures().stream()
                .filter(judgement -> judgement.measure() == measure)
                .map(MeasureDocument::of)
                .findFirst();
    }

    /// How a measure stands.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "SeriesMeasure",
            description = "How the time or the ratio of a series stands. Values are seconds or times the reference, as"
                    + " `unit` says.")
    public record MeasureDocument(
            @Schema(examples = "seconds") String unit,

            @Schema(description = "One of learning, stable, regressed, improved, unstable, stale.", examples = "stable")
            String state,

            @Schema(description = "How many more runs it takes to say anything; while learning.") @Nullable
            Integer missingRuns,

            @Schema(description = "The least change that could be told, as a share; where unstable.") @Nullable
            Double tellableMagnitude,

            @Schema(description = "How many count.") int runs,
            @Schema(description = "The newest of them.") String newestRun,
            Instant newestAt,
            double newestValue,

            @Schema(description = "What it is held against; absent while learning.") @Nullable
            LevelDocument baseline,

            @Schema(description = "The one that the newest run belongs to; absent while learning.") @Nullable
            LevelDocument level,

            @Schema(description = "The newest one that was told and still stands; absent when there is none.") @Nullable
            ChangeDocument change) {
        static MeasureDocument of(SeriesJudgement judgement) {
            return new MeasureDocument(
                    unit(judgement.measure()),
                    judgement.state().word(),
                    judgement.state() instanceof State.Learning(var missing) ? missing : null,
                    judgement.state() instanceof State.Unstable(var tellable) ? tellable : null,
                    judgement.runs(),
                    judgement.newestRun().value(),
                    judgement.newestAt(),
                    judgement.newestValue(),
                    judgement.baseline().map(LevelDocument::of).orElse(null),
                    judgement.level().map(LevelDocument::of).orElse(null),
                    judgement.change().map(ChangeDocument::of).orElse(null));
        }

        private static String unit(Measure measure) {
            return switch (measure) {
                case TIME -> "seconds";
                case RATIO -> "ratio";
            };
        }
    }

    /// What runs between two changes took.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SeriesLevel", description = "What the runs between two changes took.")
    public record LevelDocument(
            @Schema(description = "The first of them.") String fromRun,
            int runs,
            double median,

            @Schema(description = "Of the median; absent below six runs.") @Nullable
            LevelIntervalDocument interval) {
        static LevelDocument of(SeriesLevel level) {
            return new LevelDocument(
                    level.from().value(),
                    level.runs(),
                    level.median(),
                    level.interval().map(LevelIntervalDocument::of).orElse(null));
        }
    }

    /// Where a median lies.
    @Schema(name = "LevelInterval", description = "Where the median lies.")
    public record LevelIntervalDocument(double lower, double upper, double confidence) {
        static LevelIntervalDocument of(Interval interval) {
            return new LevelIntervalDocument(interval.lower(), interval.upper(), interval.confidence());
        }
    }

    /// A change of level.
    @Schema(name = "LevelChange", description = "A change of level.")
    public record ChangeDocument(
            @Schema(description = "The first one of the new level.")
            String run,

            @Schema(description = "When that began.") Instant at,

            @Schema(description = "How many times as large the level is: above 1 is worse.")
            double ratio,

            double pValue) {
        static ChangeDocument of(SeriesJudgement.NewestChange change) {
            return new ChangeDocument(change.run().value(), change.at(), change.ratio(), change.pValue());
        }
    }
}
