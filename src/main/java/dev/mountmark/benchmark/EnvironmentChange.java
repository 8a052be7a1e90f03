package dev.mountmark.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A fact of the environment that was another one before: what people ask for when a time has changed.
///
/// @param runtime where
/// @param benchmarks those in which it changed; empty when it did in all of this runtime that were compared
/// @param fact by its name on samples (`engineVersion`, `kernel`, `software.node`, …)
/// @param before its values then, ascending, more than one when it changed during the run
/// @param after its values now
public record EnvironmentChange(
        Runtime runtime, List<Benchmark> benchmarks, String fact, List<String> before, List<String> after) {
    public EnvironmentChange {
        benchmarks = List.copyOf(benchmarks);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    private record Key(Slug runtime, Facts.Change change) {}

    /// Of the samples that count. A fact that either run does not tell is not known to have changed.
    ///
    /// @param compared what was compared, in the order of the table
    static List<EnvironmentChange> between(
            List<RunComparison.Compared> compared, List<Result> before, List<Result> after) {
        var byChange = new LinkedHashMap<Key, List<Benchmark>>();
        for (var pair : compared) {
            var benchmark = pair.benchmark();
            facts(benchmark, before)
                    .changesTo(facts(benchmark, after))
                    .forEach(change -> byChange.computeIfAbsent(
                                    new Key(benchmark.runtime().slug(), change), _ -> new ArrayList<>())
                            .add(benchmark));
        }
        return byChange.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue(), compared))
                .toList();
    }

    private static EnvironmentChange change(Key key, List<Benchmark> where, List<RunComparison.Compared> compared) {
        var all = compared.stream()
                .map(RunComparison.Compared::benchmark)
                .filter(benchmark -> benchmark.runtime().slug().equals(key.runtime()))
                .toList();
        return new EnvironmentChange(
                where.getFirst().runtime(),
                where.equals(all) ? List.of() : where,
                key.change().fact(),
                key.change().before(),
                key.change().after());
    }

    private static Facts facts(Benchmark benchmark, List<Result> results) {
        return Facts.of(results.stream()
                .filter(result -> same(result.benchmark(), benchmark))
                .flatMap(result -> result.samples().stream())
                .toList());
    }

    private static boolean same(Benchmark one, Benchmark other) {
        return one.runtime().slug().equals(other.runtime().slug())
                && one.scenario().equals(other.scenario())
                && one.workload().equals(other.workload());
    }
}
