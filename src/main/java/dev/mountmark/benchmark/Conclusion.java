package dev.mountmark.benchmark;

import dev.mountmark.benchmark.Result.Outcome;
import dev.mountmark.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the tests of one workload on one runtime allow to be said, and what follows for whoever works there.
///
/// @param workload which
/// @param runtime where
/// @param tested the results that were compared with a reference, in the order of the table
/// @param advice what follows
public record Conclusion(Slug workload, Runtime runtime, List<Result> tested, Advice advice) {
    public Conclusion {
        tested = List.copyOf(tested);
    }

    /// What to do, from measured facts only.
    public sealed interface Advice {
        /// A bind mount is slower than its reference and than a bind mount with a volume.
        ///
        /// @param path in the container, where the volume was
        record KeepInVolume(String path) implements Advice {}

        /// A bind mount is slower than its reference and than the container's own layer, or a volume there.
        record KeepInside() implements Advice {}

        /// All are slower than the reference, and none was shown to be slower than another.
        record SlowerAlike() implements Advice {}

        /// They differ, and in no way that a rule of thumb is made of.
        record Various() implements Advice {}

        /// No difference was shown.
        ///
        /// @param scenarios that were measured, the reference included
        record AsYouLike(int scenarios) implements Advice {}

        /// A bind mount was not shown to be slower, though others differ.
        record SharingCostsNothing() implements Advice {}

        /// Too few samples to tell any difference, however large.
        ///
        /// @param samples the fewest in any comparison
        /// @param needed that each benchmark would need at least
        record NoRanking(int samples, int needed) implements Advice {}
    }

    /// One for each workload and runtime on which something was compared. Empty before a run has ended: what is said
    /// of a part is another test.
    ///
    /// @param results all of the run
    public static List<Conclusion> of(Run run, List<Result> results) {
        if (!run.state().ended()) {
            return List.of();
        }
        record Place(Slug workload, Runtime runtime) {}
        var places = new LinkedHashMap<Place, List<Result>>();
        for (var result : results) {
            var benchmark = result.benchmark();
            if (result.comparison() != null && !(benchmark.scenario() instanceof Scenario.Native)) {
                places.computeIfAbsent(new Place(benchmark.workload(), benchmark.runtime()), _ -> new ArrayList<>())
                        .add(result);
            }
        }
        return places.entrySet().stream()
                .flatMap(entry -> of(entry.getKey().workload(), entry.getKey().runtime(), entry.getValue()).stream())
                .toList();
    }

    private static Optional<Conclusion> of(Slug workload, Runtime runtime, List<Result> results) {
        var tested =
                results.stream().filter(result -> outcome(result).isPresent()).toList();
        return tested.isEmpty()
                ? Optional.empty()
                : Optional.of(new Conclusion(workload, runtime, tested, advice(results, tested)));
    }

    private static Optional<Outcome> outcome(Result result) {
        return Optional.ofNullable(result.comparison()).flatMap(Result.Comparison::outcome);
    }

    private static Advice advice(List<Result> results, List<Result> tested) {
        var needed = tested.stream()
                .flatMap(result -> Optional.ofNullable(result.comparison()).map(Result.Comparison::test).stream())
                .flatMap(test -> Optional.ofNullable(test.samplesNeeded()).stream())
                .max(Integer::compare);
        if (needed.isPresent()) {
            var fewest = results.stream()
                    .flatMap(result -> result.summary().stream())
                    .mapToInt(summary -> summary.count())
                    .min()
                    .orElse(0);
            return new Advice.NoRanking(fewest, needed.get());
        }
        if (tested.stream().allMatch(result -> outcome(result).equals(Optional.of(Outcome.NO_DIFFERENCE)))) {
            return new Advice.AsYouLike(scenarios(results));
        }
        var mount = find(results, new Scenario.BindMount());
        if (mount.flatMap(Conclusion::outcome).equals(Optional.of(Outcome.SLOWER))) {
            return ofSlowMount(results, tested, mount.get());
        }
        return mount.isPresent() ? new Advice.SharingCostsNothing() : otherwise(tested);
    }

    private static Advice otherwise(List<Result> tested) {
        var slower = tested.stream().allMatch(result -> outcome(result).equals(Optional.of(Outcome.SLOWER)));
        var alike = tested.stream().noneMatch(one -> tested.stream().anyMatch(other -> faster(one, other)));
        return slower && alike ? new Advice.SlowerAlike() : new Advice.Various();
    }

    private static Advice ofSlowMount(List<Result> results, List<Result> tested, Result mount) {
        var volume = find(results, new Scenario.BindMountVolume()).filter(result -> faster(result, mount));
        if (volume.isPresent()) {
            return new Advice.KeepInVolume(volume.get().samples().stream()
                    .flatMap(sample -> Optional.ofNullable(sample.environment().get("volumePath")).stream())
                    .findFirst()
                    .orElse("what is written most"));
        }
        return Stream.of(new Scenario.NoVolumes(), new Scenario.Volume())
                .flatMap(inside -> find(results, inside).stream())
                .filter(result -> faster(result, mount))
                .findFirst()
                .<Advice>map(_ -> new Advice.KeepInside())
                .orElseGet(() -> otherwise(tested));
    }

    /// Two intervals to the same reference that do not touch: more than a test at 5 % would ask for.
    private static boolean faster(Result one, Result other) {
        var upper = interval(one).map(Interval::upper);
        var lower = interval(other).map(Interval::lower);
        return upper.isPresent() && lower.isPresent() && upper.get() < lower.get();
    }

    /// The reference itself is exactly once as slow.
    private static Optional<Interval> interval(Result result) {
        return Optional.ofNullable(result.comparison())
                .flatMap(comparison ->
                        comparison.test() == null ? Optional.of(new Interval(1, 1, 1)) : comparison.interval());
    }

    private static int scenarios(List<Result> results) {
        var itself = results.stream()
                .flatMap(result -> Optional.ofNullable(result.comparison()).stream())
                .anyMatch(comparison -> comparison.test() == null);
        return results.size() + (itself ? 0 : 1);
    }

    private static Optional<Result> find(List<Result> results, Scenario scenario) {
        return results.stream()
                .filter(result -> result.benchmark().scenario().equals(scenario))
                .findFirst();
    }
}
