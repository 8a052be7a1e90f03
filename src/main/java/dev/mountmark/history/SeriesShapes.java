package dev.mountmark.history;

import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.drift.Direction;
import dev.mountmark.history.SeriesJudgement.NewestChange;
import dev.mountmark.statistics.Interval;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parts of series and verdicts as the database keeps them; see [Shapes].
final class SeriesShapes {
    private SeriesShapes() {}

    static String body(StoredVerdict.Said said) {
        return Shapes.text(
                switch (said) {
                    case StoredVerdict.Changed changed -> ChangedShape.of(changed);
                    case StoredVerdict.Withdrawn _ -> Map.of();
                    case StoredVerdict.Accepted(var reason) -> new ReasonShape(reason);
                    case StoredVerdict.Marked(var reason) -> new ReasonShape(reason);
                });
    }

    static StoredVerdict.Said said(String kind, String body) {
        return switch (kind) {
            case "regression" -> Shapes.shape(body, ChangedShape.class).changed(Direction.REGRESSION);
            case "improvement" -> Shapes.shape(body, ChangedShape.class).changed(Direction.IMPROVEMENT);
            case "withdrawn" -> new StoredVerdict.Withdrawn();
            case "accepted" ->
                new StoredVerdict.Accepted(Shapes.shape(body, ReasonShape.class).reason());
            case "marked" ->
                new StoredVerdict.Marked(Shapes.shape(body, ReasonShape.class).reason());
            default -> throw new IllegalStateException("history: expected a kind of verdict, got " + kind);
        };
    }

    @RegisterForReflection
    record LevelShape(
            String from,
            int runs,
            double median,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double confidence) {
        static LevelShape of(SeriesLevel level) {
            var interval = level.interval();
            return new LevelShape(
                    level.from().value(),
                    level.runs(),
                    level.median(),
                    interval.map(Interval::lower).orElse(null),
                    interval.map(Interval::upper).orElse(null),
                    interval.map(Interval::confidence).orElse(null));
        }

        SeriesLevel level() {
            return new SeriesLevel(
                    new RunId(from),
                    runs,
                    median,
                    lower == null || upper == null || confidence == null
                            ? Optional.empty()
                            : Optional.of(new Interval(lower, upper, confidence)));
        }
    }

    @RegisterForReflection
    record FactShape(String fact, List<String> before, List<String> after) {}

    @RegisterForReflection
    record ChangedShape(LevelShape before, LevelShape after, double pValue, List<FactShape> facts) {
        static ChangedShape of(StoredVerdict.Changed changed) {
            return new ChangedShape(
                    LevelShape.of(changed.before()),
                    LevelShape.of(changed.after()),
                    changed.pValue(),
                    changed.facts().stream()
                            .map(fact -> new FactShape(fact.fact(), fact.before(), fact.after()))
                            .toList());
        }

        StoredVerdict.Changed changed(Direction direction) {
            return new StoredVerdict.Changed(
                    direction,
                    before.level(),
                    after.level(),
                    pValue,
                    facts.stream()
                            .map(fact -> new Facts.Change(fact.fact(), fact.before(), fact.after()))
                            .toList());
        }
    }

    @RegisterForReflection
    record ReasonShape(String reason) {}

    @RegisterForReflection
    record ChangeShape(String run, String at, double ratio, double pValue) {
        static ChangeShape of(NewestChange change) {
            return new ChangeShape(change.run().value(), Timestamps.text(change.at()), change.ratio(), change.pValue());
        }

        NewestChange change() {
            return new NewestChange(new RunId(run), Timestamps.instant(at), ratio, pValue);
        }
    }
}
