package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.PlanShape;
import dev.mountmark.history.Shapes.TimingShape;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes out of the history is what went in, for every case there is.
class RoundTripTest extends HistoryFixture {
    private static final Instant START = Instant.parse("2026-11-23T00:45:12Z");
    private static final Instant END = Instant.parse("2026-11-23T01:45:12.5Z");

    static List<RunState> states() {
        return List.of(
                new RunState.Queued(),
                new RunState.Running(START),
                new RunState.Cancelling(START),
                new RunState.Succeeded(START, END),
                new RunState.Failed(START, END, "two of eight benchmarks failed"),
                new RunState.Cancelled(null, END),
                new RunState.Cancelled(START, END),
                new RunState.Interrupted(START, END));
    }

    private static List<Scenario> scenarios() {
        return Stream.concat(
                        Scenario.ALL.stream(),
                        Stream.of(new Scenario.PersistentVolume("standard", Scenario.Access.READ_WRITE_ONCE)))
                .toList();
    }

    static List<RunEvent> events() {
        return List.of(
                new RunEvent.RunChanged(new RunState.Running(START)),
                new RunEvent.Preparing(Examples.LINUX, new Slug("npm-install"), "Step 3/7 : RUN npm ci"),
                new RunEvent.RoundStarted(1, 7, true),
                Examples.taken(Examples.sample(1)),
                new RunEvent.SampleTaken(Examples.sample(1), 1, 28, null),
                new RunEvent.BenchmarkFailed(Examples.MOUNT, Examples.FAILURE),
                new RunEvent.RunExcluded(new Exclusion("the laptop was on battery; \"ünïcode\" '", END)),
                new RunEvent.RunIncluded());
    }

    @Test
    void everyCaseOfASealedTypeHasAnExampleHere() {
        assertThat(cases(states())).isEqualTo(permitted(RunState.class));
        assertThat(cases(events())).isEqualTo(permitted(RunEvent.class));
        assertThat(cases(scenarios())).isEqualTo(permitted(Scenario.class));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRunInAnyState(RunState state) {
        history.submit(Examples.run(1), Optional.empty(), 9);
        var told = history.change(Examples.id(1), state);
        assertThat(history.run(Examples.id(1))).contains(Examples.run(1).with(state));
        assertThat(history.events(Examples.id(1), 1)).containsExactly(told);
        assertThat(told.event()).isEqualTo(new RunEvent.RunChanged(state));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anyEvent(RunEvent event) {
        history.submit(Examples.run(1), Optional.empty(), 9);
        var told = switch (event) {
            case RunEvent.RunChanged(var state) -> history.change(Examples.id(1), state);
            case RunEvent.SampleTaken taken -> history.add(Examples.id(1), taken);
            case RunEvent.BenchmarkFailed(var benchmark, var failure) ->
                history.fail(Examples.id(1), benchmark, failure);
            case RunEvent.Preparing _, RunEvent.RoundStarted _ -> history.tell(Examples.id(1), event);
            case RunEvent.RunExcluded(var exclusion) -> {
                history.change(Examples.id(1), new RunState.Cancelled(null, END));
                yield history.exclude(Examples.id(1), exclusion).orElseThrow();
            }
            case RunEvent.RunIncluded _ -> {
                history.change(Examples.id(1), new RunState.Cancelled(null, END));
                history.exclude(Examples.id(1), new Exclusion("noise", START));
                yield history.include(Examples.id(1)).orElseThrow();
            }
        };
        assertThat(told).isEqualTo(new StoredEvent(Examples.id(1), told.number(), OpenedHistory.NOW, event));
        assertThat(history.events(Examples.id(1), 1)).endsWith(told).hasSize((int) told.number() - 1);
    }

    @Test
    void aRunWithEveryScenarioInItsOrderWithLabels() {
        var run = Examples.run(
                1,
                Map.of("why", "Docker 28, \"tonight\"", "ünïcode", "空白 \n\t'; DROP TABLE run; --", "", ""),
                scenarios().reversed().stream().map(Examples::benchmark).toArray(Benchmark[]::new));
        history.submit(run, Optional.empty(), 9);
        assertThat(history.run(run.id())).contains(run);
    }

    @Test
    void whatBecameOfEachBenchmark() {
        var seconds = Map.of(Phase.PULL, 12.5, Phase.BUILD, 0.1 + 0.2);
        history.submit(Examples.run(1), Optional.empty(), 9);
        history.prepared(Examples.id(1), Examples.PLAIN, seconds);
        history.fail(Examples.id(1), Examples.MOUNT, Examples.FAILURE);
        assertThat(history.run(Examples.id(1)).orElseThrow().benchmarks())
                .containsExactly(
                        new Run.Cell(Examples.PLAIN, null, seconds),
                        new Run.Cell(Examples.MOUNT, Examples.FAILURE, Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aSampleThatFailedInAnyWay(Failure.Category category) {
        var failure = new Failure(category, null, "it failed");
        assertSampleIsKept(sample(Map.of(), null, failure));
    }

    @ParameterizedTest
    @EnumSource
    void aSampleThatFailedInAnyPhase(Phase phase) {
        var failure = new Failure(Failure.Category.DEADLINE, phase, "it took too long", null, List.of("last line"));
        assertSampleIsKept(sample(Map.of(phase, 1.0 / 3), Examples.TIMING, failure));
    }

    @Test
    void aSampleWithEveryPhaseAndNumbersOfAllSizes() {
        var phases = new EnumMap<Phase, Double>(Phase.class);
        var sizes = DoubleStream.of(
                        0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1e-7, 0.1 + 0.2, 1e300, 1.0 / 3, 8, 1e-300)
                .iterator();
        Arrays.stream(Phase.values()).forEach(phase -> phases.put(phase, sizes.next()));
        assertSampleIsKept(sample(phases, new Timing("c", 1e-9, 1e-300, Double.NaN, null, 255, List.of()), null));
    }

    @Test
    void everyFieldOfAPlanTimingAndFailure() {
        for (var name : Plan.Name.values()) {
            var plan = new Plan(
                    name,
                    0.001,
                    1,
                    1000,
                    10,
                    Duration.parse("PT23H59M59.999999999S"),
                    Duration.ofMinutes(10),
                    Cache.COLD,
                    42);
            assertThat(Shapes.shape(Shapes.text(PlanShape.of(plan)), PlanShape.class)
                            .plan())
                    .isEqualTo(plan);
        }
        assertThat(Shapes.shape(Shapes.text(TimingShape.of(Examples.TIMING)), TimingShape.class)
                        .timing())
                .isEqualTo(Examples.TIMING);
        assertThat(Shapes.shape(Shapes.text(FailureShape.of(Examples.FAILURE)), FailureShape.class)
                        .failure())
                .isEqualTo(Examples.FAILURE);
    }

    @Test
    void theWordsThatAreStoredStay() {
        assertThat(Shapes.text(FailureShape.of(new Failure(Failure.Category.WRONG_TREE, Phase.VERIFY, "no"))))
                .isEqualTo("{\"category\":\"wrong-tree\",\"phase\":\"verify\",\"message\":\"no\",\"exitCode\":null,"
                        + "\"lastLines\":[]}");
        assertThat(events().stream().map(EventShapes::kind).distinct())
                .containsExactly(
                        "run-changed",
                        "preparing",
                        "round-started",
                        "sample-taken",
                        "benchmark-failed",
                        "run-excluded",
                        "run-included");
        assertThat(EventShapes.body(Examples.taken(Examples.sample(3))))
                .isEqualTo("{\"sample\":3,\"taken\":3,\"planned\":28,\"remaining\":\"PT1M30.000000001S\"}");
    }

    @Test
    void timesSortAsTextAsTheyFollowEachOther() {
        var times = Stream.of("00Z", "00.000000001Z", "00.1Z", "00.100001Z", "01Z")
                .map(second -> Instant.parse("2026-11-23T00:45:" + second))
                .toList();
        assertThat(times.stream().map(Timestamps::text)).isSorted();
        assertThat(times.stream().map(Timestamps::text).map(Timestamps::instant))
                .isEqualTo(times);
    }

    private void assertSampleIsKept(Sample sample) {
        history.submit(Examples.run(1), Optional.empty(), 9);
        history.add(Examples.id(1), Examples.taken(sample));
        assertThat(history.samples(Examples.id(1))).containsExactly(sample);
    }

    private static Sample sample(Map<Phase, Double> phases, @Nullable Timing timing, @Nullable Failure failure) {
        return new Sample(1, Examples.MOUNT, 3, true, END, phases, timing, Map.of(), failure);
    }

    private static Set<Class<?>> cases(List<?> examples) {
        return examples.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Set.of(sealed.getPermittedSubclasses());
    }
}
