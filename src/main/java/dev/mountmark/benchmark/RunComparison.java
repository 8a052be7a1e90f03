package dev.mountmark.benchmark;

import dev.mountmark.statistics.Holm;
import dev.mountmark.statistics.MannWhitney;
import dev.mountmark.statistics.Ratio;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Two runs, benchmark by benchmark. What is the same benchmark in both is tested for a difference; everything else is
/// listed with the reason why it is not.
///
/// A benchmark is the same when runtime, scenario and workload have the same names: what became of the runtime in
/// between is the question. A workload of the same name with another definition is another workload, and cold
/// caches are another question than warm ones.
///
/// @param before what is compared with
/// @param after what is compared
/// @param pairs in the order of the table of `after`, then what stands in `before` only
/// @param changes facts of the environment that were others before, of what was compared
public record RunComparison(Run before, Run after, List<Pair> pairs, List<EnvironmentChange> changes) {
    public RunComparison {
        pairs = List.copyOf(pairs);
        changes = List.copyOf(changes);
    }

    /// @param resultsBefore of the run `before`
    /// @param resultsAfter of the run `after`
    /// @throws InvalidRequestException when these runs cannot be compared, with the field `before` or `after`
    public static RunComparison of(Run before, List<Result> resultsBefore, Run after, List<Result> resultsAfter) {
        if (before.id().equals(after.id())) {
            throw new InvalidRequestException("after", "expected another run than before, got " + after.id());
        }
        checked("before", before);
        checked("after", after);
        var pairs = adjusted(new Matching(before, after).pairs(resultsBefore, resultsAfter));
        return new RunComparison(
                before, after, pairs, EnvironmentChange.between(compared(pairs), resultsBefore, resultsAfter));
    }

    private static void checked(String field, Run run) {
        if (!run.state().ended()) {
            throw new InvalidRequestException(
                    field,
                    "expected a run that has ended, got " + run.id() + ", which is "
                            + run.state().word() + "; wait for its end");
        }
        var exclusion = run.exclusion();
        if (exclusion != null) {
            throw new InvalidRequestException(
                    field,
                    "expected a run that is not excluded, got " + run.id() + ", excluded since " + exclusion.since()
                            + " (" + exclusion.reason() + "); take another one, or undo its exclusion");
        }
    }

    /// What could be tested, in the order of the table.
    public List<Compared> compared() {
        return compared(pairs);
    }

    private static List<Compared> compared(List<Pair> pairs) {
        return pairs.stream()
                .flatMap(pair -> pair instanceof Compared compared ? Stream.of(compared) : Stream.empty())
                .toList();
    }

    /// Within each workload by Holm's method, which p-values as small as they can be tell what could be shown at all.
    private static List<Pair> adjusted(List<Pair> pairs) {
        var byWorkload = new LinkedHashMap<Slug, List<Compared>>();
        compared(pairs)
                .forEach(pair -> byWorkload
                        .computeIfAbsent(pair.benchmark().workload(), _ -> new ArrayList<>())
                        .add(pair));
        var adjusted = new LinkedHashMap<Pair, Pair>();
        byWorkload.values().forEach(family -> adjusted.putAll(adjustedWithin(family)));
        return pairs.stream().map(pair -> adjusted.getOrDefault(pair, pair)).toList();
    }

    private static Map<Pair, Pair> adjustedWithin(List<Compared> family) {
        var pValues = Holm.adjusted(
                family.stream().mapToDouble(pair -> pair.ratio().pValue()).toArray());
        var smallest = Holm.adjusted(family.stream()
                .mapToDouble(pair -> MannWhitney.smallestPValue(
                        pair.after().count(), pair.before().count()))
                .toArray());
        var needed = MannWhitney.leastSamples(family.size(), Result.Comparison.LEVEL);
        var adjusted = new LinkedHashMap<Pair, Pair>();
        for (var i = 0; i < family.size(); i++) {
            adjusted.put(
                    family.get(i),
                    family.get(i).adjusted(pValues[i], smallest[i] < Result.Comparison.LEVEL ? 0 : needed));
        }
        return adjusted;
    }

    /// One benchmark of either run or of both.
    public sealed interface Pair {
        /// That of the run `after`, where it has one.
        Benchmark benchmark();
    }

    /// In both runs.
    ///
    /// @param before its counted samples there
    /// @param after its counted samples there
    /// @param ratio how many times as long it took after as before, with the p-value of the single test
    /// @param adjustedPValue by Holm's method over the benchmarks of the workload that were compared
    /// @param needed counted samples of each benchmark in each run from which on a difference could be shown;
    ///     0 where there are enough
    public record Compared(
            Benchmark benchmark, Summary before, Summary after, Ratio ratio, double adjustedPValue, int needed)
            implements Pair {
        static Compared of(Benchmark benchmark, double[] before, double[] after) {
            var ratio = Ratio.of(after, before);
            return new Compared(benchmark, Summary.of(before), Summary.of(after), ratio, ratio.pValue(), 0);
        }

        private Compared adjusted(double pValue, int needed) {
            return new Compared(benchmark, before, after, ratio, pValue, needed);
        }

        /// What the test allows to be said.
        public Result.Outcome outcome() {
            if (needed > 0) {
                return Result.Outcome.TOO_FEW;
            }
            if (adjustedPValue >= Result.Comparison.LEVEL) {
                return Result.Outcome.NO_DIFFERENCE;
            }
            return ratio.estimate() > 1 ? Result.Outcome.SLOWER : Result.Outcome.FASTER;
        }

        /// By how much it became slower at least, as a share of the time it took before: the lower end of the ratio's
        /// interval, less 1. Above 0; absent where nothing was shown to be slower.
        public OptionalDouble slowerByAtLeast() {
            return outcome() == Result.Outcome.SLOWER
                    ? ratio.interval().stream()
                            .mapToDouble(interval -> interval.lower() - 1)
                            .filter(share -> share > 0)
                            .findFirst()
                    : OptionalDouble.empty();
        }
    }

    /// In both runs, but no comparison would say anything.
    ///
    /// @param reason one sentence
    public record NotComparable(Benchmark benchmark, String reason) implements Pair {}

    /// Not in the run `after`.
    public record OnlyBefore(Benchmark benchmark) implements Pair {}

    /// Not in the run `before`.
    public record OnlyAfter(Benchmark benchmark) implements Pair {}
}
