package dev.mountmark.benchmark;

import static dev.mountmark.benchmark.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mountmark.benchmark.Result.Outcome;
import dev.mountmark.benchmark.RunComparison.Compared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
    private static final Scenario NATIVE = new Scenario.Native();
    private static final Scenario NO_VOLUMES = new Scenario.NoVolumes();
    private static final Scenario BIND_MOUNT = new Scenario.BindMount();
    private static final double[] TEN = {2.00, 2.01, 2.02, 2.03, 2.04, 2.05, 2.06, 2.07, 2.08, 2.09};
    private static final double[] SIX = {2.00, 2.01, 2.02, 2.03, 2.04, 2.05};
    private static final Map<String, String> NODE_22 = Map.of("software.node", "v22");

    /// A run that is written down sample by sample.
    private static final class Written {
        private final String id;
        private final RunState state;
        private final List<Run.Cell> cells = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();

        Written(String id) {
            this(id, new RunState.Succeeded(NOON, NOON));
        }

        Written(String id, RunState state) {
            this.id = id;
            this.state = state;
        }

        Written with(Scenario scenario, double... seconds) {
            return with(Examples.benchmark(scenario), null, NODE_22, seconds);
        }

        Written with(Scenario scenario, Map<String, String> environment, double... seconds) {
            return with(Examples.benchmark(scenario), null, environment, seconds);
        }

        Written with(
                Benchmark benchmark, @Nullable Failure failure, Map<String, String> environment, double... seconds) {
            if (cells.stream().noneMatch(cell -> cell.benchmark().equals(benchmark))) {
                cells.add(new Run.Cell(benchmark, failure, Map.of()));
            }
            for (var each : seconds) {
                samples.add(sample(benchmark, false, each, environment));
            }
            return this;
        }

        Written warmup(Scenario scenario, double seconds) {
            samples.add(sample(Examples.benchmark(scenario), true, seconds, NODE_22));
            return this;
        }

        private Sample sample(Benchmark benchmark, boolean warmup, double seconds, Map<String, String> environment) {
            return new Sample(
                    samples.size() + 1,
                    benchmark,
                    1,
                    warmup,
                    NOON,
                    Map.of(Phase.COMMAND, seconds),
                    null,
                    environment,
                    null);
        }

        Run run() {
            return new Run(new RunId(id), state, new TreeMap<>(), Examples.plan(1), NOON, "here", cells);
        }

        List<Result> results() {
            return Results.of(run(), samples);
        }
    }

    private static Written before() {
        return new Written("20260101t120000-before");
    }

    private static Written after() {
        return new Written("20260102t120000-0after");
    }

    private static RunComparison compare(Written before, Written after) {
        return RunComparison.of(before.run(), before.results(), after.run(), after.results());
    }

    private static double[] times(double factor, double... seconds) {
        return DoubleStream.of(seconds).map(each -> each * factor).toArray();
    }

    private static Compared only(RunComparison comparison) {
        assertThat(comparison.compared()).hasSize(1);
        return comparison.compared().getFirst();
    }

    @Test
    void whatTakesLongerIsToldWithItsRatioAndInterval() {
        var comparison = compare(before().with(BIND_MOUNT, TEN), after().with(BIND_MOUNT, times(1.25, TEN)));

        var pair = only(comparison);
        assertThat(pair.outcome()).isEqualTo(Outcome.SLOWER);
        assertThat(pair.ratio().estimate()).isCloseTo(1.25, within(1e-9));
        assertThat(pair.ratio().interval().orElseThrow().contains(1.25)).isTrue();
        assertThat(pair.ratio().interval().orElseThrow().lower()).isGreaterThan(1.2);
        assertThat(pair.ratio().pValue()).isCloseTo(2.0 / 184_756, within(1e-12));
        assertThat(pair.before().count()).isEqualTo(10);
        assertThat(pair.after().median()).isCloseTo(1.25 * 2.045, within(1e-9));
        assertThat(comparison.changes()).isEmpty();
    }

    @Test
    void theOtherWayRoundItTakesLessTime() {
        var comparison = compare(before().with(BIND_MOUNT, times(1.25, TEN)), after().with(BIND_MOUNT, TEN));

        assertThat(only(comparison).outcome()).isEqualTo(Outcome.FASTER);
        assertThat(only(comparison).ratio().estimate()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void theSameTimesShowNoDifference() {
        var comparison = compare(before().with(NATIVE, SIX), after().with(NATIVE, SIX));

        assertThat(only(comparison).outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
        assertThat(only(comparison).needed()).isZero();
    }

    @Test
    void threeSamplesOnEachSideCannotShowAnyDifference() {
        var comparison = compare(before().with(NATIVE, 1, 1.1, 1.2), after().with(NATIVE, 100, 101, 102));

        assertThat(only(comparison).outcome()).isEqualTo(Outcome.TOO_FEW);
        assertThat(only(comparison).needed()).isEqualTo(4);
        assertThat(only(comparison).slowerByAtLeast()).isEmpty();
    }

    @Test
    void theMoreBenchmarksTheMoreSamplesAreNeeded() {
        // 2 / C(8,4) = 0.029 would do for one, and for the second of two; not for the first.
        var comparison = compare(
                before().with(NATIVE, 1, 2, 3, 4).with(BIND_MOUNT, 1, 2, 3, 4),
                after().with(NATIVE, 5, 6, 7, 8).with(BIND_MOUNT, 5, 6, 7, 8));

        assertThat(comparison.compared()).allSatisfy(pair -> {
            assertThat(pair.outcome()).isEqualTo(Outcome.TOO_FEW);
            assertThat(pair.needed()).isEqualTo(5);
        });
    }

    @Test
    void fewSamplesAreEnoughForTheOneWhenTheOthersHaveMany() {
        var comparison = compare(
                before().with(NATIVE, TEN).with(BIND_MOUNT, 1, 2, 3, 4),
                after().with(NATIVE, times(2, TEN)).with(BIND_MOUNT, 5, 6, 7, 8));

        assertThat(comparison.compared()).extracting(Compared::outcome).containsOnly(Outcome.SLOWER);
    }

    @Test
    void whatOneTestShowsManyTogetherMayNot() {
        var shifted = new double[] {2.031, 2.032, 2.051, 2.052, 2.053, 2.054};
        var alone = compare(before().with(BIND_MOUNT, SIX), after().with(BIND_MOUNT, shifted));
        var amongThree = compare(
                before().with(NATIVE, SIX).with(NO_VOLUMES, SIX).with(BIND_MOUNT, SIX),
                after().with(NATIVE, SIX).with(NO_VOLUMES, SIX).with(BIND_MOUNT, shifted));

        var pair = amongThree.compared().getLast();
        assertThat(only(alone).outcome()).isEqualTo(Outcome.SLOWER);
        assertThat(pair.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
        assertThat(pair.ratio()).isEqualTo(only(alone).ratio());
        assertThat(pair.adjustedPValue()).isCloseTo(3 * only(alone).adjustedPValue(), within(1e-12));
        assertThat(pair.slowerByAtLeast()).isEmpty();
        assertThat(only(alone).slowerByAtLeast()).isPresent();
    }

    @Test
    void anotherWorkloadIsAnotherFamily() {
        var one = Examples.benchmark(NATIVE);
        var other = new Benchmark(one.runtime(), one.scenario(), new Slug("stat"), one.workloadDigest());
        var comparison = compare(
                before().with(one, null, NODE_22, SIX).with(other, null, NODE_22, SIX),
                after().with(one, null, NODE_22, times(2, SIX)).with(other, null, NODE_22, times(2, SIX)));

        assertThat(comparison.compared())
                .hasSize(2)
                .allSatisfy(pair ->
                        assertThat(pair.adjustedPValue()).isEqualTo(pair.ratio().pValue()));
    }

    @Test
    void onlySamplesThatCountAreCompared() {
        var comparison = compare(
                before().with(NATIVE, SIX).warmup(NATIVE, 900),
                after().warmup(NATIVE, 900).with(NATIVE, SIX));

        assertThat(only(comparison).before().maximum()).isEqualTo(2.05);
        assertThat(only(comparison).after().count()).isEqualTo(6);
    }

    @Test
    void anotherDefinitionIsAnotherWorkload() {
        var now = Examples.benchmark(NATIVE);
        var then = new Benchmark(now.runtime(), now.scenario(), now.workload(), "00".repeat(32));

        var comparison = compare(before().with(then, null, NODE_22, SIX), after().with(now, null, NODE_22, SIX));

        assertThat(comparison.pairs())
                .containsExactly(new RunComparison.NotComparable(
                        now,
                        "The workload touch has another definition or other files than before, so it is another"
                                + " workload."));
    }

    @Test
    void coldCachesAreAnotherQuestionThanWarmOnes() {
        var then = before().with(NATIVE, SIX);
        var now = after().with(NATIVE, SIX);
        var warm = now.run();
        var plan = warm.plan();
        var cold = new Run(
                warm.id(),
                warm.state(),
                warm.labels(),
                new Plan(
                        plan.name(),
                        plan.precision(),
                        plan.minimumSamples(),
                        plan.maximumSamples(),
                        plan.warmupRounds(),
                        plan.timeLimit(),
                        plan.coolDown(),
                        Cache.COLD,
                        plan.seed()),
                warm.submittedAt(),
                warm.host(),
                warm.benchmarks());

        var comparison = RunComparison.of(then.run(), then.results(), cold, now.results());

        assertThat(comparison.pairs())
                .containsExactly(new RunComparison.NotComparable(
                        Examples.benchmark(NATIVE),
                        "The run before was measured with warm caches, the run after with cold ones."));
    }

    @Test
    void whatStandsInOneRunOnlyIsListedAsSuch() {
        var comparison = compare(
                before().with(NO_VOLUMES, SIX).with(NATIVE, SIX),
                after().with(NATIVE, SIX).with(BIND_MOUNT, SIX));

        assertThat(comparison.pairs()).hasSize(3);
        assertThat(comparison.pairs().get(0)).isInstanceOf(Compared.class);
        assertThat(comparison.pairs().get(1)).isEqualTo(new RunComparison.OnlyAfter(Examples.benchmark(BIND_MOUNT)));
        assertThat(comparison.pairs().get(2)).isEqualTo(new RunComparison.OnlyBefore(Examples.benchmark(NO_VOLUMES)));
    }

    @Test
    void whatHasNoResultInOneRunIsNotCompared() {
        var failure = new Failure(Failure.Category.ENGINE, null, "The engine does not answer.");
        var benchmark = Examples.benchmark(BIND_MOUNT);

        var comparison = compare(
                before().with(NATIVE).with(benchmark, null, NODE_22, SIX),
                after().with(NATIVE, SIX).with(benchmark, failure, NODE_22, SIX));

        assertThat(comparison.pairs())
                .containsExactly(
                        new RunComparison.NotComparable(
                                Examples.benchmark(NATIVE), "The run before has no sample of it that counts."),
                        new RunComparison.NotComparable(
                                benchmark, "It was given up in the run after: The engine does not answer."));
    }

    @Test
    void aRuntimeWithAnotherDisplayNameIsTheSame() {
        var now = Examples.benchmark(NO_VOLUMES);
        var then = new Benchmark(
                new Runtime(now.runtime().slug(), "Docker 27"), now.scenario(), now.workload(), now.workloadDigest());

        var comparison = compare(before().with(then, null, NODE_22, SIX), after().with(now, null, NODE_22, SIX));

        assertThat(only(comparison).benchmark()).isEqualTo(now);
    }

    @Test
    void whatBecameSlowerDidSoByAtLeastTheLowerEndOfTheInterval() {
        var comparison = compare(before().with(BIND_MOUNT, TEN), after().with(BIND_MOUNT, times(1.25, TEN)));
        var interval = only(comparison).ratio().interval().orElseThrow();

        assertThat(only(comparison).slowerByAtLeast()).hasValue(interval.lower() - 1);
        assertThat(interval.lower() - 1).isBetween(0.0, 0.25);
    }

    @Test
    void whatBecameFasterIsSlowerByNothing() {
        var comparison = compare(before().with(BIND_MOUNT, times(1.25, TEN)), after().with(BIND_MOUNT, TEN));

        assertThat(only(comparison).slowerByAtLeast()).isEmpty();
    }

    @Test
    void factsOfTheEnvironmentThatChangedAreToldOnceForEachRuntime() {
        var old = Map.of(
                "engineVersion", "27.3.1", "kernel", "6.1", "fileSystem", "ext4", "load1", "0.1", "busyCpus", "0.2");
        var young = Map.of(
                "engineVersion", "28.0.0", "kernel", "6.1", "fileSystem", "ext4", "load1", "0.9", "busyCpus", "1.8");
        var elsewhere = Map.of("engineVersion", "28.0.0", "kernel", "6.1", "fileSystem", "virtiofs", "cpus", "2");

        var comparison = compare(
                before().with(NATIVE, SIX).with(NO_VOLUMES, old, SIX).with(BIND_MOUNT, old, SIX),
                after().with(NATIVE, SIX).with(NO_VOLUMES, young, SIX).with(BIND_MOUNT, elsewhere, SIX));

        assertThat(comparison.changes())
                .containsExactly(
                        new EnvironmentChange(
                                Examples.LINUX, List.of(), "engineVersion", List.of("27.3.1"), List.of("28.0.0")),
                        new EnvironmentChange(
                                Examples.LINUX,
                                List.of(Examples.benchmark(BIND_MOUNT)),
                                "fileSystem",
                                List.of("ext4"),
                                List.of("virtiofs")));
    }

    @Test
    void whatMovesByItselfHasNotChanged() {
        var before = before().with(NATIVE, Map.of("freeBytes", "1", "engineVersion", "27"), 1);
        var after = after();
        for (var each : List.of("2", "3")) {
            after.with(NATIVE, Map.of("freeBytes", each, "engineVersion", "v" + each), 1);
        }

        var changes = compare(before, after).changes();

        assertThat(changes)
                .containsExactly(new EnvironmentChange(
                        Examples.HOST, List.of(), "engineVersion", List.of("27"), List.of("v2", "v3")));
    }

    @Test
    void whoTellsAFactIsNoChangeOfIt() {
        var before = before().with(BIND_MOUNT, Map.of("sharing", "VirtioFS", "sharingSource", "a setting"), SIX);
        var after = after().with(BIND_MOUNT, Map.of("sharing", "VirtioFS", "sharingSource", "what is seen"), SIX);

        assertThat(compare(before, after).changes()).isEmpty();
    }

    @Test
    void anExcludedRunIsRefusedWithTheReasonWhyItIs() {
        var bad = after().with(NATIVE, SIX);
        var excluded = bad.run().with(new Exclusion("on battery", NOON));
        var before = before().with(NATIVE, SIX);

        assertThatThrownBy(() -> RunComparison.of(before.run(), before.results(), excluded, bad.results()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("after"))
                .hasMessage("expected a run that is not excluded, got 20260102t120000-0after, excluded since"
                        + " 2026-01-02T12:00:00Z (on battery); take another one, or undo its exclusion");
    }

    @Test
    void runsThatCannotBeComparedAreRefusedByTheirParameter() {
        var done = after().with(NATIVE, SIX);
        var running = new Written("20260101t120000-before", new RunState.Running(NOON)).with(NATIVE, SIX);

        assertThatThrownBy(() -> compare(done, done))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(Arrays.asList(refusal.field(), refusal.problem()))
                                .containsExactly(
                                        "after", "expected another run than before, got 20260102t120000-0after"));
        assertThatThrownBy(() -> compare(running, done))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("before"))
                .hasMessage("expected a run that has ended, got 20260101t120000-before, which is running; wait for its"
                        + " end");
    }
}
