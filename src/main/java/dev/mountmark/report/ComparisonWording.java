package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.EnvironmentChange;
import dev.mountmark.benchmark.Figures;
import dev.mountmark.benchmark.Result.Outcome;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.RunComparison.NotComparable;
import dev.mountmark.benchmark.RunComparison.OnlyAfter;
import dev.mountmark.benchmark.RunComparison.OnlyBefore;
import dev.mountmark.benchmark.RunComparison.Pair;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What is said of two runs: never more than the test does.
final class ComparisonWording {
    static final String HOW =
            "A ratio is time after over time before (Hodges-Lehmann, with the interval that inverts the"
                    + " Mann-Whitney test); p is adjusted for the comparisons within a workload (Holm).";

    private ComparisonWording() {}

    /// What became of one benchmark: a sentence without its full stop.
    static String words(Pair pair) {
        var name = name(pair.benchmark());
        return switch (pair) {
            case Compared compared -> words(name, compared);
            case NotComparable other ->
                name + ": not compared: " + Wording.plain(other.reason()).replaceFirst("\\.$", "");
            case OnlyBefore _ -> name + " stands only in the run before";
            case OnlyAfter _ -> name + " stands only in the run after";
        };
    }

    private static String words(String name, Compared pair) {
        return switch (pair.outcome()) {
            case SLOWER, FASTER -> name + " took " + times(pair.ratio()) + " as long as before (" + grounds(pair) + ")";
            case NO_DIFFERENCE -> name + ": no difference shown (" + counts(pair) + ", " + grounds(pair) + ")";
            case TOO_FEW ->
                name + ": no difference could be shown (" + counts(pair) + "): each run needs at least " + pair.needed()
                        + " samples of each benchmark";
        };
    }

    /// `bind-mount on linux`.
    static String name(Benchmark benchmark) {
        return benchmark.scenario().label() + " on " + benchmark.runtime().slug();
    }

    private static String times(Ratio ratio) {
        return ratio(ratio) + " times";
    }

    private static String grounds(Compared pair) {
        var p = Figures.pValue(pair.adjustedPValue());
        return pair.outcome() == Outcome.NO_DIFFERENCE
                ? p
                : pair.ratio()
                                .interval()
                                .map(interval -> interval(pair.ratio(), interval) + ", ")
                                .orElse("")
                        + p;
    }

    private static String counts(Compared pair) {
        return "n = " + pair.before().count() + " and " + pair.after().count();
    }

    static String ratio(Ratio ratio) {
        return Wording.number(ratio.estimate(), decimals(ratio));
    }

    /// `1.15 to 1.28`.
    static String interval(Ratio ratio, Interval interval) {
        var decimals = decimals(ratio);
        return Wording.number(interval.lower(), decimals) + " to " + Wording.number(interval.upper(), decimals);
    }

    /// One more where a figure that is not 1 would look as if it were.
    private static int decimals(Ratio ratio) {
        return figures(ratio).anyMatch(figure -> figure != 1 && Math.abs(figure - 1) < 0.005) ? 3 : 2;
    }

    /// The estimate, and both ends of its interval where it has one.
    static DoubleStream figures(Ratio ratio) {
        return DoubleStream.concat(
                DoubleStream.of(ratio.estimate()),
                ratio.interval().stream()
                        .flatMapToDouble(interval -> DoubleStream.of(interval.lower(), interval.upper())));
    }

    /// `Of 5 benchmarks 1 took longer than before, 4 show no difference.`
    static String summary(RunComparison comparison) {
        var parts = new ArrayList<String>();
        var slower = count(comparison, Outcome.SLOWER);
        var faster = count(comparison, Outcome.FASTER);
        var same = count(comparison, Outcome.NO_DIFFERENCE);
        var few = count(comparison, Outcome.TOO_FEW);
        var all = comparison.pairs().size();
        add(parts, slower, slower + " took longer than before");
        add(parts, faster, faster + " took less time than before");
        add(parts, same, same + (same == 1 ? " shows" : " show") + " no difference");
        add(parts, few, few + (few == 1 ? " has" : " have") + " too few samples to show any");
        var rest = all - comparison.compared().size();
        add(parts, rest, rest + " could not be compared");
        return "Of " + Wording.count(all, "benchmark") + " " + Wording.list(parts) + ".";
    }

    private static long count(RunComparison comparison, Outcome outcome) {
        return comparison.compared().stream()
                .filter(pair -> pair.outcome() == outcome)
                .count();
    }

    private static void add(List<String> parts, long count, String words) {
        if (count > 0) {
            parts.add(words);
        }
    }

    /// `run 20261123t004512-7qx3fa on build-1 of 2026-11-23 00:45:12 UTC, succeeded in 6 min 2 s`.
    static String run(Run run) {
        return "run " + run.id() + " on " + Wording.plain(run.host()) + " of " + Wording.time(run.submittedAt()) + ", "
                + Headline.state(run.state()) + (run.labels().isEmpty() ? "" : "; labels " + Headline.labels(run));
    }

    static boolean otherHost(RunComparison comparison) {
        return !comparison.before().host().equals(comparison.after().host());
    }

    /// What could not be compared, one sentence each.
    static List<String> notCompared(RunComparison comparison) {
        return comparison.pairs().stream()
                .filter(pair -> !(pair instanceof Compared))
                .map(pair -> pair.benchmark().workload() + " " + words(pair) + ".")
                .toList();
    }

    /// One line `engine version: 27.3.1, now 28.0.0` for each fact, by platform.
    static SequencedMap<String, List<String>> changes(RunComparison comparison) {
        var lines = new LinkedHashMap<String, List<String>>();
        comparison
                .changes()
                .forEach(change -> lines.computeIfAbsent(
                                Wording.plain(change.runtime().displayName()), _ -> new ArrayList<>())
                        .add(change(change)));
        return lines;
    }

    private static String change(EnvironmentChange change) {
        var where = change.benchmarks().isEmpty()
                ? ""
                : change.benchmarks().stream()
                        .map(benchmark -> benchmark.scenario().title())
                        .distinct()
                        .collect(Collectors.joining(", ", " (", ")"));
        return SystemInformation.name(change.fact()) + ": " + values(change.fact(), change.before()) + ", now "
                + values(change.fact(), change.after()) + where;
    }

    private static String values(String fact, List<String> values) {
        return values.stream()
                .map(value -> SystemInformation.shown(fact, value))
                .collect(Collectors.joining(" or "));
    }
}
