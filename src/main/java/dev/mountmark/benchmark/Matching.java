package dev.mountmark.benchmark;

import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.RunComparison.NotComparable;
import dev.mountmark.benchmark.RunComparison.OnlyAfter;
import dev.mountmark.benchmark.RunComparison.OnlyBefore;
import dev.mountmark.benchmark.RunComparison.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Finds what is the same benchmark in two runs, and what speaks against comparing it.
record Matching(Run before, Run after) {
    /// What is the same benchmark whenever it was measured.
    private record Name(Slug runtime, String scenario, Slug workload) {
        static Name of(Result result) {
            var benchmark = result.benchmark();
            return new Name(benchmark.runtime().slug(), benchmark.scenario().label(), benchmark.workload());
        }
    }

    /// Not adjusted yet for being several.
    List<Pair> pairs(List<Result> resultsBefore, List<Result> resultsAfter) {
        var left = new LinkedHashMap<Name, Result>();
        resultsBefore.forEach(result -> left.put(Name.of(result), result));
        var pairs = new ArrayList<Pair>();
        for (var result : resultsAfter) {
            var former = left.remove(Name.of(result));
            pairs.add(former == null ? new OnlyAfter(result.benchmark()) : pair(former, result));
        }
        left.values().forEach(result -> pairs.add(new OnlyBefore(result.benchmark())));
        return pairs;
    }

    private Pair pair(Result then, Result now) {
        return otherCaches()
                .or(() -> otherWorkload(then.benchmark(), now.benchmark()))
                .or(() -> missing("before", then))
                .or(() -> missing("after", now))
                .<Pair>map(reason -> new NotComparable(now.benchmark(), reason))
                .orElseGet(() -> Compared.of(now.benchmark(), counted(then), counted(now)));
    }

    private Optional<String> otherCaches() {
        var then = before.plan().cache();
        var now = after.plan().cache();
        return then == now
                ? Optional.empty()
                : Optional.of("The run before was measured with " + then.word() + " caches, the run after with "
                        + now.word() + " ones.");
    }

    private static Optional<String> otherWorkload(Benchmark then, Benchmark now) {
        return then.workloadDigest().equals(now.workloadDigest())
                ? Optional.empty()
                : Optional.of("The workload " + now.workload()
                        + " has another definition or other files than before, so it is another workload.");
    }

    private static Optional<String> missing(String run, Result result) {
        var failure = result.failure();
        if (failure != null) {
            return Optional.of("It was given up in the run " + run + ": " + failure.message());
        }
        return counted(result).length == 0
                ? Optional.of("The run " + run + " has no sample of it that counts.")
                : Optional.empty();
    }

    private static double[] counted(Result result) {
        return result.samples().stream()
                .filter(Sample::counted)
                .mapToDouble(Sample::seconds)
                .toArray();
    }
}
