package dev.mountmark.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A fact of the environment that was another one before: what people ask for when a time has changed.
///
/// @param runtime where
/// @param benchmarks those in which it changed; empty when it did in all of this runtime that were compared
/// @param fact by its name on samples (`engineVersion`, `kernel`, `software.node`, …)
/// @param before its values then, ascending, more than one when it changed during the run
/// @param after its values now
public record EnvironmentChange(
        Runtime runtime, List<Benchmark> benchmarks, String fact, List<String> before, List<String> after) {
    /// Measured anew for each sample, not a property of the place.
    private static final Set<String> MEASURED = Set.of("load1");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    public EnvironmentChange {
        benchmarks = List.copyOf(benchmarks);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    private record Change(Slug runtime, String fact, List<String> before, List<String> after) {}

    /// Of the samples that count. A fact that either run does not tell is not known to have changed.
    ///
    /// @param compared what was compared, in the order of the table
    static List<EnvironmentChange> between(
            List<RunComparison.Compared> compared, List<Result> before, List<Result> after) {
        var byChange = new LinkedHashMap<Change, List<Benchmark>>();
        for (var pair : compared) {
            var benchmark = pair.benchmark();
            var then = facts(benchmark, before);
            facts(benchmark, after).forEach((fact, values) -> {
                var former = then.get(fact);
                if (former != null && changed(fact, former, values)) {
                    byChange.computeIfAbsent(
                                    new Change(
                                            benchmark.runtime().slug(), fact, List.copyOf(former), List.copyOf(values)),
                                    _ -> new ArrayList<>())
                            .add(benchmark);
                }
            });
        }
        return byChange.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue(), compared))
                .toList();
    }

    private static EnvironmentChange change(
            Change change, List<Benchmark> where, List<RunComparison.Compared> compared) {
        var all = compared.stream()
                .map(RunComparison.Compared::benchmark)
                .filter(benchmark -> benchmark.runtime().slug().equals(change.runtime()))
                .toList();
        return new EnvironmentChange(
                where.getFirst().runtime(),
                where.equals(all) ? List.of() : where,
                change.fact(),
                change.before(),
                change.after());
    }

    /// What moves within a run by itself says nothing of what lies between two.
    private static boolean changed(String fact, SortedSet<String> before, SortedSet<String> after) {
        var moves = before.size() > 1 && after.size() > 1
                || (before.size() > 1 || after.size() > 1) && numbers(before) && numbers(after);
        return !MEASURED.contains(fact) && !fact.endsWith(Sample.SOURCE) && !moves && !before.equals(after);
    }

    private static boolean numbers(Set<String> values) {
        return values.stream().allMatch(value -> NUMBER.matcher(value).matches());
    }

    private static SortedMap<String, SortedSet<String>> facts(Benchmark benchmark, List<Result> results) {
        var facts = new TreeMap<String, SortedSet<String>>();
        results.stream()
                .filter(result -> same(result.benchmark(), benchmark))
                .flatMap(result -> result.samples().stream())
                .filter(Sample::counted)
                .map(Sample::environment)
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .forEach(fact -> facts.computeIfAbsent(fact.getKey(), _ -> new TreeSet<>())
                        .add(fact.getValue()));
        return facts;
    }

    private static boolean same(Benchmark one, Benchmark other) {
        return one.runtime().slug().equals(other.runtime().slug())
                && one.scenario().equals(other.scenario())
                && one.workload().equals(other.workload());
    }
}
