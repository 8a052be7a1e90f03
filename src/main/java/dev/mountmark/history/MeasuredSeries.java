package dev.mountmark.history;

import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.drift.Judgement;
import dev.mountmark.drift.Judging;
import dev.mountmark.drift.Level;
import dev.mountmark.drift.Past;
import dev.mountmark.drift.Verdict;
import dev.mountmark.history.SeriesJudgement.NewestChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One measure of a series, made ready to be judged: points become numbers, and what was said of runs is said of
/// their places among the points.
final class MeasuredSeries {
    /// How many runs say what the usual reference is.
    private static final int NEWEST = 10;

    private final Series series;
    private final Measure measure;
    private final List<SeriesPoint> points;
    private final Map<RunId, Instant> begun;
    /// Runs whose ratio is to another reference: what was told of them is told of other values.
    private final Set<RunId> elsewhere;

    /// @param all points of the series, oldest first
    /// @param begun when the runs began that verdicts are about, excluded ones too
    MeasuredSeries(Series series, Measure measure, List<SeriesPoint> all, Map<RunId, Instant> begun) {
        this.series = series;
        this.measure = measure;
        this.points = measured(measure, all);
        this.begun = begun;
        var kept = points.stream().map(SeriesPoint::run).collect(Collectors.toSet());
        this.elsewhere = all.stream()
                .filter(point -> measure.of(point).isPresent())
                .map(SeriesPoint::run)
                .filter(run -> !kept.contains(run))
                .collect(Collectors.toSet());
    }

    /// Ratios to different references say nothing of each other: only those to the usual one count, so that a single
    /// run without `native` does not begin the series anew.
    private static List<SeriesPoint> measured(Measure measure, List<SeriesPoint> all) {
        var points = all.stream().filter(point -> measure.of(point).isPresent()).toList();
        return switch (measure) {
            case TIME -> points;
            case RATIO -> {
                var usual = usualReference(points);
                yield points.stream()
                        .filter(point -> Objects.equals(point.reference(), usual))
                        .toList();
            }
        };
    }

    /// That of most of the newest runs; of two that have as many, that of the newest run.
    private static @Nullable Scenario usualReference(List<SeriesPoint> points) {
        Scenario usual = null;
        var most = 0L;
        var newest = points.subList(Math.max(0, points.size() - NEWEST), points.size());
        for (var candidate : newest.reversed()) {
            var count = newest.stream()
                    .filter(point -> Objects.equals(point.reference(), candidate.reference()))
                    .count();
            if (count > most) {
                most = count;
                usual = candidate.reference();
            }
        }
        return usual;
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    Judgement judge(Judging judging, List<StoredVerdict> verdicts) {
        var values = points.stream()
                .mapToDouble(point -> measure.of(point).orElseThrow())
                .toArray();
        return judging.of(
                values,
                verdicts.stream().flatMap(verdict -> past(verdict).stream()).toList());
    }

    private Optional<Past> past(StoredVerdict verdict) {
        return index(verdict.run()).map(index -> switch (verdict.said()) {
            case StoredVerdict.Changed _ -> new Past.Told(index);
            case StoredVerdict.Withdrawn _ -> new Past.Withdrawn(index);
            case StoredVerdict.Accepted _ -> new Past.Accepted(index);
            case StoredVerdict.Marked _ -> new Past.Marked(index);
        });
    }

    /// Where a run stands; where it was taken out, the next one. Empty where there is no later one.
    private Optional<Integer> index(RunId run) {
        for (var i = 0; i < points.size(); i++) {
            if (points.get(i).run().equals(run)) {
                return Optional.of(i);
            }
        }
        if (elsewhere.contains(run)) {
            return Optional.empty();
        }
        var at = begun.get(run);
        for (var i = 0; i < points.size() && at != null; i++) {
            if (!points.get(i).at().isBefore(at)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// What is to be told, in words that stand without the indices.
    ///
    /// @param number of the first one
    List<StoredVerdict> fresh(Judgement judgement, long number, Instant now) {
        var fresh = new ArrayList<StoredVerdict>();
        for (var verdict : judgement.fresh()) {
            var said = switch (verdict) {
                case Verdict.Changed changed ->
                    new StoredVerdict.Changed(
                            changed.direction(),
                            level(changed.before()),
                            level(changed.after()),
                            changed.pValue(),
                            facts(changed.index()));
                case Verdict.Withdrawn _ -> new StoredVerdict.Withdrawn();
            };
            var run = points.get(verdict.index()).run();
            fresh.add(new StoredVerdict(measure, number + fresh.size(), run, now, said));
        }
        return fresh;
    }

    /// What changed in the environment at a run, else at the nearest of those that the place may be off by.
    private List<Facts.Change> facts(int index) {
        return Stream.iterate(0, distance -> distance <= Judging.SAME, distance -> distance + 1)
                .flatMap(distance -> Stream.of(index - distance, index + distance))
                .filter(i -> i > 0 && i < points.size())
                .map(i -> points.get(i - 1).facts().changesTo(points.get(i).facts()))
                .filter(changes -> !changes.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// @param verdicts all of this measure, the fresh ones too
    SeriesJudgement stored(Judgement judgement, List<StoredVerdict> verdicts) {
        var newest = points.getLast();
        return new SeriesJudgement(
                series,
                measure,
                judgement.state(),
                points.size(),
                newest.run(),
                newest.at(),
                measure.of(newest).orElseThrow(),
                judgement.baseline().map(this::level),
                judgement.newest().map(this::level),
                change(verdicts));
    }

    private SeriesLevel level(Level level) {
        return new SeriesLevel(points.get(level.from()).run(), level.runs(), level.median(), level.interval());
    }

    private Optional<NewestChange> change(List<StoredVerdict> verdicts) {
        var standing = new ArrayList<NewestChange>();
        for (var verdict : verdicts) {
            switch (verdict.said()) {
                case StoredVerdict.Changed changed ->
                    standing.add(
                            new NewestChange(verdict.run(), begun(verdict.run()), changed.ratio(), changed.pValue()));
                case StoredVerdict.Withdrawn _ ->
                    standing.removeIf(change -> index(change.run()).equals(index(verdict.run())));
                case StoredVerdict.Accepted _, StoredVerdict.Marked _ -> {
                    // No change that was found.
                }
            }
        }
        return standing.isEmpty() ? Optional.empty() : Optional.of(standing.getLast());
    }

    private Instant begun(RunId run) {
        return points.stream()
                .filter(point -> point.run().equals(run))
                .map(SeriesPoint::at)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(begun.get(run), run::value));
    }
}
