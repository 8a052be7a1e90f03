package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Slug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How far a run has come, which benchmarks go on, and how long it still takes, from what its samples took.
final class Progress {
    private final Plan plan;
    private final Set<Benchmark> going;
    private final Map<Benchmark, Taken> taken = new HashMap<>();
    private long begun;

    /// What was taken of one benchmark.
    private static final class Taken {
        private final List<Double> counted = new ArrayList<>();
        private int samples;
        private long nanos;

        void add(Sample sample, long took) {
            samples++;
            nanos += took;
            if (sample.counted()) {
                counted.add(sample.seconds());
            }
        }

        double[] seconds() {
            return counted.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    Progress(Plan plan, List<Benchmark> benchmarks) {
        this.plan = plan;
        this.going = new HashSet<>(benchmarks);
    }

    void begin(long nanos) {
        begun = nanos;
    }

    /// @param nanos that it took in all, from the fresh place to the last trace removed
    void add(Sample sample, long nanos) {
        taken.computeIfAbsent(sample.benchmark(), _ -> new Taken()).add(sample, nanos);
    }

    void giveUp(Benchmark benchmark) {
        going.remove(benchmark);
    }

    /// Lets every workload leave that is precise enough, with all of its benchmarks at once: if one left early, its
    /// time of day would differ from the others'. To be called between two rounds.
    void endRound() {
        going.stream()
                .map(Benchmark::workload)
                .distinct()
                .filter(this::precise)
                .toList()
                .forEach(workload ->
                        going.removeIf(benchmark -> benchmark.workload().equals(workload)));
    }

    private boolean precise(Slug workload) {
        return goingOf(workload).stream().allMatch(benchmark -> plan.satisfiedBy(counted(benchmark)));
    }

    boolean nothingLeft() {
        return going.isEmpty();
    }

    boolean goesOn(Benchmark benchmark) {
        return going.contains(benchmark);
    }

    int samples() {
        return taken.values().stream().mapToInt(of -> of.samples).sum();
    }

    /// All samples that there will be, as far as can be told: if nothing else is given up, the time suffices, and the
    /// samples to come vary as much as those so far.
    int planned() {
        return samples() + going.stream().mapToInt(this::left).sum();
    }

    boolean timeIsUp(long now) {
        return now - begun >= plan.timeLimit().toNanos();
    }

    /// Whether another whole round would end after the limit, judged by the rounds so far.
    boolean roundWouldBeLate(long now) {
        var round = going.stream()
                .filter(taken::containsKey)
                .mapToLong(benchmark -> usual(benchmark).orElse(0L))
                .sum();
        return now - begun + round > plan.timeLimit().toNanos();
    }

    /// Empty before the first sample; never more than the limit leaves.
    Optional<Duration> remaining(long now) {
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var ofAll = taken.values().stream().mapToLong(of -> of.nanos).sum() / samples();
        var nanos = going.stream()
                .mapToLong(benchmark -> left(benchmark) * usual(benchmark).orElse(ofAll))
                .sum();
        var rounds = going.stream().mapToInt(this::left).max().orElse(0);
        var pauses = Math.max(0, rounds - 1) * plan.coolDown().toNanos();
        var limit = plan.timeLimit().toNanos() - (now - begun);
        return Optional.of(Duration.ofNanos(Math.clamp(nanos + pauses, 0, Math.max(0, limit))));
    }

    private Optional<Long> usual(Benchmark benchmark) {
        return Optional.ofNullable(taken.get(benchmark)).map(of -> of.nanos / of.samples);
    }

    /// Rounds that a benchmark still takes part in: as many as the least precise one of its workload needs.
    private int left(Benchmark benchmark) {
        var together = goingOf(benchmark.workload());
        var wanted = together.stream()
                .mapToInt(each -> plan.samplesWanted(counted(each)))
                .max()
                .orElse(0);
        var rounds = plan.warmupRounds() + wanted;
        return Math.max(
                0,
                rounds
                        - Optional.ofNullable(taken.get(benchmark))
                                .map(of -> of.samples)
                                .orElse(0));
    }

    private List<Benchmark> goingOf(Slug workload) {
        return going.stream()
                .filter(benchmark -> benchmark.workload().equals(workload))
                .toList();
    }

    private double[] counted(Benchmark benchmark) {
        return Optional.ofNullable(taken.get(benchmark)).map(Taken::seconds).orElseGet(() -> new double[0]);
    }
}
