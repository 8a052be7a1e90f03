package dev.mountmark.benchmark;

import dev.mountmark.statistics.Holm;
import dev.mountmark.statistics.MannWhitney;
import dev.mountmark.statistics.Ratio;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Each benchmark of a workload against its reference, and no other: all pairs of seven scenarios would need so small
/// p-values that five samples each could show nothing.
final class Comparisons {
    private final Map<Benchmark, Result.Comparison> all = new HashMap<>();

    Comparisons(Taken taken) {
        taken.run().benchmarks().stream()
                .map(cell -> cell.benchmark().workload())
                .distinct()
                .forEach(workload -> compare(taken, workload));
    }

    Optional<Result.Comparison> of(Benchmark benchmark) {
        return Optional.ofNullable(all.get(benchmark));
    }

    private void compare(Taken taken, Slug workload) {
        var references = new LinkedHashMap<Benchmark, Benchmark>();
        for (var benchmark : taken.workload(workload)) {
            var reference = taken.reference(benchmark);
            if (taken.seconds(benchmark).length > 0 && reference.isPresent()) {
                if (reference.get().equals(benchmark)) {
                    all.put(benchmark, Result.Comparison.ofItself(benchmark.scenario()));
                } else {
                    references.put(benchmark, reference.get());
                }
            }
        }
        var ratios = new LinkedHashMap<Benchmark, Ratio>();
        references.forEach((benchmark, reference) ->
                ratios.put(benchmark, Ratio.of(taken.seconds(benchmark), taken.seconds(reference))));
        var adjusted = Holm.adjusted(
                ratios.values().stream().mapToDouble(Ratio::pValue).toArray());
        var next = 0;
        for (var entry : ratios.entrySet()) {
            var benchmark = entry.getKey();
            var reference = Objects.requireNonNull(references.get(benchmark));
            var ratio = entry.getValue();
            all.put(
                    benchmark,
                    new Result.Comparison(
                            reference.scenario(),
                            ratio.estimate(),
                            new Result.Test(
                                    ratio.pValue(),
                                    adjusted[next++],
                                    ratio.interval(),
                                    needed(
                                            taken.seconds(benchmark).length,
                                            taken.seconds(reference).length,
                                            ratios.size()))));
        }
    }

    private static @Nullable Integer needed(int samples, int reference, int tests) {
        return tests * MannWhitney.smallestPValue(samples, reference) < Result.Comparison.LEVEL
                ? null
                : (Integer) MannWhitney.leastSamples(tests, Result.Comparison.LEVEL);
    }
}
