package dev.mountmark.drift;

import dev.mountmark.statistics.MannWhitney;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Judges a series after each run: its state, its baseline, and what there is to tell. It
/// remembers nothing: what was told before is handed in.
///
/// @param detection what finds changes
/// @param rankPValue up to which the Mann-Whitney test has to see a change that is news as well;
///     above 0, 1 for no condition
public record Judging(Detection detection, double rankPValue) {
    /// Below so many runs nothing is said.
    public static final int LEARNING = 6;

    /// Two places that are no more runs apart are the same change.
    public static final int SAME = 3;

    /// A change that began more runs ago is not told, and an improvement is no news.
    public static final int NEWS = 10;

    /// Four runs after six can reach it, three after nine.
    private static final double RANK_P_VALUE = 0.01;

    /// So many runs before a change are ranked: more would only take longer.
    private static final int RANKED = 20;

    /// A series in which only a larger change than by a quarter could be told is unstable.
    private static final double TELLABLE = 0.25;

    /// The step that is found within ten runs in nine of ten series, in standard deviations
    /// (docs/figures.md).
    static final double STEP = 2.1;

    /// Makes the median absolute deviation of a normal population its standard deviation.
    private static final double SCALE = 1.4826;

    public Judging {
        if (!(rankPValue > 0 && rankPValue <= 1)) {
            throw new IllegalArgumentException("rankPValue: expected above 0, at most 1, got " + rankPValue);
        }
    }

    /// By the product's own settings.
    ///
    /// @param magnitude the least change that is told, 0.05 for 5 %
    public static Judging by(double magnitude) {
        return new Judging(Detection.ours(magnitude), RANK_P_VALUE);
    }

    /// What is to be said after the newest run.
    ///
    /// @param values one for each run, oldest first, above 0
    /// @param past what was said before, in that order
    public Judgement of(double[] values, List<Past> past) {
        Arrays.stream(values).filter(value -> !(value > 0)).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("values: expected above 0, got " + value);
        });
        if (values.length < LEARNING) {
            return Judgement.learning(values.length);
        }
        var standing = Standing.of(past);
        var found = detection.changes(values);
        var changes = convincing(values, found, standing);
        var levels = levels(values, changes, standing);
        var baseline = Baseline.of(levels, standing.accepted(), detection.magnitude());
        var fresh = Stream.<Verdict>concat(told(values, changes, levels, standing), withdrawn(values, found, standing))
                .sorted(Comparator.comparingInt(Verdict::index))
                .toList();
        return new Judgement(
                state(values, levels.getLast(), baseline),
                Optional.of(baseline.level()),
                Optional.of(levels.getLast()),
                fresh);
    }

    private static List<Level> levels(double[] values, List<Change> changes, Standing standing) {
        var places = new ArrayList<>(changes.stream().map(Change::index).toList());
        standing.lasting().filter(index -> !Standing.isNear(index, places)).forEach(places::add);
        var starts = new TreeSet<>(places).subSet(1, values.length).stream().toList();
        return IntStream.rangeClosed(0, starts.size())
                .mapToObj(i -> Level.of(
                        values, i == 0 ? 0 : starts.get(i - 1), i == starts.size() ? values.length : starts.get(i)))
                .toList();
    }

    /// A change that is news has to be seen in the ranks and the medians as well, which a run or
    /// two do not move.
    private List<Change> convincing(double[] values, List<Change> found, Standing standing) {
        return IntStream.range(0, found.size())
                .filter(i -> !isNews(values, found.get(i))
                        || standing.knows(found.get(i).index())
                        || isConvincing(values, found, i))
                .mapToObj(found::get)
                .toList();
    }

    private boolean isConvincing(double[] values, List<Change> found, int i) {
        var place = found.get(i).index();
        var before = Arrays.copyOfRange(values, i == 0 ? 0 : found.get(i - 1).index(), place);
        var end = i == found.size() - 1 ? values.length : found.get(i + 1).index();
        var after = Arrays.copyOfRange(values, place, end);
        var newest = Arrays.copyOfRange(before, Math.max(0, before.length - RANKED), before.length);
        var ratio = Summary.of(after).median() / Summary.of(before).median();
        return Math.max(ratio, 1 / ratio) > 1 + detection.magnitude()
                && MannWhitney.of(newest, after).pValue() <= rankPValue;
    }

    private static boolean isNews(double[] values, Change change) {
        return values.length - change.index() <= NEWS;
    }

    private static Stream<Verdict.Changed> told(
            double[] values, List<Change> changes, List<Level> levels, Standing standing) {
        return changes.stream()
                .filter(change -> isNews(values, change) && !standing.knows(change.index()))
                .map(change -> changed(change, levels));
    }

    private static Verdict.Changed changed(Change change, List<Level> levels) {
        var after = IntStream.range(1, levels.size())
                .filter(i -> levels.get(i).from() == change.index())
                .findFirst()
                .orElseThrow();
        return Verdict.Changed.of(levels.get(after - 1), levels.get(after), change.pValue());
    }

    /// A change is withdrawn when even a lenient eye does not see it: one at the edge would come
    /// and go.
    private Stream<Verdict.Withdrawn> withdrawn(double[] values, List<Change> changes, Standing standing) {
        var missed = unseen(standing.open(), changes);
        return (missed.isEmpty() ? missed : unseen(missed, detection.lenient().changes(values)))
                .stream().map(Verdict.Withdrawn::new);
    }

    private static List<Integer> unseen(List<Integer> told, List<Change> changes) {
        var seen = changes.stream().map(Change::index).toList();
        return told.stream().filter(index -> !Standing.isNear(index, seen)).toList();
    }

    private State state(double[] values, Level newest, Baseline baseline) {
        if (newest.exceeds(baseline.level(), detection.magnitude())) {
            return new State.Regressed();
        }
        if (baseline.byItself() && newest.equals(baseline.level()) && newest.runs() <= NEWS) {
            return new State.Improved();
        }
        var tellable = tellable(Arrays.copyOfRange(values, newest.from(), newest.from() + newest.runs()));
        return tellable > TELLABLE ? new State.Unstable(tellable) : new State.Stable();
    }

    private static double tellable(double[] values) {
        var summary = Summary.of(values);
        return STEP * SCALE * summary.medianAbsoluteDeviation().orElse(0) / summary.median();
    }
}
