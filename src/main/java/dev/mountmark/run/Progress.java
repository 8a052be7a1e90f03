package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Plan;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far a run has come and how long it still takes, from what its samples took.
final class Progress {
    private final Plan plan;
    private final Set<Benchmark> going;
    private final Map<Benchmark, Integer> taken = new HashMap<>();
    private final Map<Benchmark, Long> spent = new HashMap<>();
    private long begun;

    Progress(Plan plan, List<Benchmark> benchmarks) {
        this.plan = plan;
        this.going = new HashSet<>(benchmarks);
    }

    void begin(long nanos) {
        begun = nanos;
    }

    void sample(Benchmark benchmark, long nanos) {
        taken.merge(benchmark, 1, Integer::sum);
        spent.merge(benchmark, nanos, Long::sum);
    }

    void giveUp(Benchmark benchmark) {
        going.remove(benchmark);
    }

    boolean nothingLeft() {
        return going.isEmpty();
    }

    boolean goesOn(Benchmark benchmark) {
        return going.contains(benchmark);
    }

    int samples() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// All samples there will be if nothing else is given up and the time suffices.
    int planned() {
        var left = going.stream().mapToInt(this::left).sum();
        return samples() + left;
    }

    boolean timeIsUp(long now) {
        return now - begun >= plan.timeLimit().toNanos();
    }

    /// Whether another whole round would end after the limit, judged by the rounds so far.
    boolean roundWouldBeLate(long now) {
        var round = going.stream()
                .filter(taken::containsKey)
                .mapToLong(benchmark -> spent.getOrDefault(benchmark, 0L) / taken.getOrDefault(benchmark, 1))
                .sum();
        return now - begun + round > plan.timeLimit().toNanos();
    }

    /// Empty before the first sample; never more than the limit leaves.
    Optional<Duration> remaining(long now) {
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var usual = spent.values().stream().mapToLong(Long::longValue).sum() / samples();
        var nanos = going.stream()
                .mapToLong(benchmark -> left(benchmark)
                        * (taken.containsKey(benchmark)
                                ? spent.getOrDefault(benchmark, 0L) / taken.getOrDefault(benchmark, 1)
                                : usual))
                .sum();
        var limit = plan.timeLimit().toNanos() - (now - begun);
        return Optional.of(Duration.ofNanos(Math.max(0, Math.min(nanos, limit))));
    }

    private int left(Benchmark benchmark) {
        return plan.rounds() - taken.getOrDefault(benchmark, 0);
    }
}
