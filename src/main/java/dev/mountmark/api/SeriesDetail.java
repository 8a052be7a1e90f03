package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.api.SeriesDocument.LevelDocument;
import dev.mountmark.benchmark.Facts;
import dev.mountmark.history.SeriesPoint;
import dev.mountmark.history.StoredVerdict;
import dev.mountmark.history.StoredVerdict.Accepted;
import dev.mountmark.history.StoredVerdict.Changed;
import dev.mountmark.history.StoredVerdict.Marked;
import dev.mountmark.history.StoredVerdict.Withdrawn;
import dev.mountmark.run.SeriesStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// All of a series.
@Schema(name = "SeriesDetail", description = "All of a series: how it stands, its points, and what was said of it.")
public record SeriesDetail(
        @Schema(description = "How it stands now.") SeriesDocument series,

        @Schema(description = "One for each run that counts, oldest first.")
        List<PointDocument> points,

        @Schema(description = "In the order in which they were told; appended, never changed.")
        List<VerdictDocument> verdicts) {

    static SeriesDetail of(SeriesStanding standing, List<SeriesPoint> points, List<StoredVerdict> verdicts) {
        var documents = new ArrayList<PointDocument>();
        for (var i = 0; i < points.size(); i++) {
            documents.add(PointDocument.of(
                    points.get(i),
                    i == 0
                            ? List.of()
                            : points.get(i - 1).facts().changesTo(points.get(i).facts())));
        }
        return new SeriesDetail(
                SeriesDocument.of(standing),
                documents,
                verdicts.stream().map(VerdictDocument::of).toList());
    }

    /// What one run says.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SeriesPoint", description = "What one run says of the series.")
    public record PointDocument(
            String run,
            @Schema(description = "When the run began.") Instant at,
            @Schema(description = "Of the counted samples.") double medianSeconds,
            int samples,

            @Schema(description = "The scenario that the ratio is taken to; absent where there is none.") @Nullable
            String reference,

            @Schema(description = "Absent where there is none, and for the reference itself.") @Nullable
            Double ratio,

            @Schema(description = "What is not as it was at the point before.")
            List<FactDocument> environmentChanges) {
        static PointDocument of(SeriesPoint point, List<Facts.Change> changes) {
            var reference = point.reference();
            return new PointDocument(
                    point.run().value(),
                    point.at(),
                    point.medianSeconds(),
                    point.samples(),
                    reference == null ? null : reference.label(),
                    point.ratio(),
                    FactDocument.list(changes));
        }
    }

    /// What was said.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Verdict", description = "What was told of a series, or said of it by a person.")
    public record VerdictDocument(
            @Schema(description = "time or ratio.", examples = "time")
            String measure,

            @Schema(
                    description = "regression or improvement: the level changed; withdrawn: it is no longer seen;"
                            + " accepted: a person took the level as the baseline; marked: a person knows of a change.",
                    examples = "regression")
            String kind,

            @Schema(description = "The one it is about: of a change the first one of the new level.")
            String run,

            @Schema(description = "When it was told.") Instant at,
            @Nullable LevelDocument before,
            @Nullable LevelDocument after,

            @Schema(description = "How many times as large the level is.") @Nullable
            Double ratio,

            @Nullable Double pValue,

            @Schema(description = "What changed in the environment there.") @Nullable
            List<FactDocument> environmentChanges,

            @Schema(description = "Of a person.") @Nullable String reason) {
        static VerdictDocument of(StoredVerdict verdict) {
            return switch (verdict.said()) {
                case Changed changed ->
                    new VerdictDocument(
                            verdict.measure().word(),
                            changed.word(),
                            verdict.run().value(),
                            verdict.at(),
                            LevelDocument.of(changed.before()),
                            LevelDocument.of(changed.after()),
                            changed.ratio(),
                            changed.pValue(),
                            FactDocument.list(changed.facts()),
                            null);
                case Withdrawn _ -> said(verdict, null);
                case Accepted(var reason) -> said(verdict, reason);
                case Marked(var reason) -> said(verdict, reason);
            };
        }

        private static VerdictDocument said(StoredVerdict verdict, @Nullable String reason) {
            return new VerdictDocument(
                    verdict.measure().word(),
                    verdict.said().word(),
                    verdict.run().value(),
                    verdict.at(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    reason);
        }
    }

    /// A fact that was another one before.
    @Schema(name = "FactChange", description = "A fact of the environment that was another one before.")
    public record FactDocument(
            @Schema(description = "Its name, as on samples.", examples = "engineVersion")
            String fact,

            @Schema(description = "More than one where it changed during a run.")
            List<String> before,

            @Schema(description = "More than one where it changed during a run.")
            List<String> after) {
        static List<FactDocument> list(List<Facts.Change> changes) {
            return changes.stream()
                    .map(change -> new FactDocument(change.fact(), change.before(), change.after()))
                    .toList();
        }
    }
}
