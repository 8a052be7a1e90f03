package dev.mountmark.benchmark;

import static dev.mountmark.benchmark.Examples.NOON;
import static dev.mountmark.benchmark.Examples.failed;
import static dev.mountmark.benchmark.Examples.plan;
import static dev.mountmark.benchmark.Examples.run;
import static dev.mountmark.benchmark.Examples.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Scenario NATIVE = new Scenario.Native();
    private static final Scenario NO_VOLUMES = new Scenario.NoVolumes();
    private static final Scenario BIND_MOUNT = new Scenario.BindMount();
    private static final RunState DONE = new RunState.Succeeded(NOON, NOON);
    private static final Map<String, String> NODE_22 = Map.of("software.node", "v22");

    @Test
    void ratiosAreTakenToNative() {
        var run = run(DONE, plan(2), NATIVE, BIND_MOUNT);

        var results = Results.of(
                run,
                List.of(
                        sample(1, NATIVE, 1, NODE_22),
                        sample(2, BIND_MOUNT, 3, NODE_22),
                        sample(3, NATIVE, 1, NODE_22),
                        sample(4, BIND_MOUNT, 3, NODE_22)));

        assertThat(results.getFirst().comparison()).isEqualTo(new Result.Comparison(NATIVE, 1, null));
        var comparison = results.getLast().comparison();
        assertThat(comparison).isNotNull();
        assertThat(comparison.reference()).isEqualTo(NATIVE);
        assertThat(comparison.ratio()).isCloseTo(3, within(1e-12));
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.caveats()).containsExactly(new Caveat.NotPrecise(2, null, 0.05, 4)));
    }

    @Test
    void nativeWithOtherSoftwareIsNoReference() {
        var run = run(DONE, plan(1), NATIVE, NO_VOLUMES, BIND_MOUNT);

        var results = Results.of(
                run,
                List.of(
                        sample(1, NATIVE, 1, Map.of("software.node", "v20")),
                        sample(2, NO_VOLUMES, 2, NODE_22),
                        sample(3, BIND_MOUNT, 6, NODE_22)));

        assertThat(results.getFirst().caveats())
                .containsExactly(
                        new Caveat.NotPrecise(1, null, 0.05, 5), new Caveat.OtherSoftware("node v20", "node v22"));
        var comparison = results.getLast().comparison();
        assertThat(comparison).isNotNull();
        assertThat(comparison.reference()).isEqualTo(NO_VOLUMES);
        assertThat(comparison.ratio()).isCloseTo(3, within(1e-12));
    }

    @Test
    void failedAndWarmUpSamplesAreKeptButDoNotCount() {
        var run = run(DONE, plan(2), NATIVE);
        var wrong = new Failure(Failure.Category.WRONG_TREE, Phase.VERIFY, "wrong");
        var warm = sample(1, NATIVE, 9, NODE_22);
        var warmup =
                new Sample(1, warm.benchmark(), 1, true, NOON, warm.phases(), warm.timing(), warm.environment(), null);

        var result = Results.of(run, List.of(warmup, failed(2, NATIVE, wrong), sample(3, NATIVE, 2, NODE_22)))
                .getFirst();

        assertThat(result.samples()).hasSize(3);
        assertThat(result.summary().orElseThrow().count()).isOne();
        assertThat(result.summary().orElseThrow().median()).isEqualTo(2);
        assertThat(result.caveats()).containsExactly(new Caveat.TooFewSamples(1, 2), new Caveat.FailedSamples(1));
    }

    @Test
    void whatCouldNotBeRemovedIsNamed() {
        var run = run(DONE, plan(1), NATIVE);
        var leak = new Failure(Failure.Category.LEAK, Phase.DELETE, "left", null, List.of("volume v"));

        var result = Results.of(run, List.of(failed(1, NATIVE, leak))).getFirst();

        assertThat(result.caveats()).contains(new Caveat.LeakedResources(List.of("volume v")));
    }

    @Test
    void aRunUnderWayHasPendingResultsWithoutComplaints() {
        var run = run(new RunState.Running(NOON), plan(3), NATIVE, BIND_MOUNT);

        var results = Results.of(run, List.of(sample(1, NATIVE, 1, NODE_22)));

        assertThat(results).extracting(Result::state).containsOnly(Result.State.PENDING);
        assertThat(results).allSatisfy(result -> assertThat(result.caveats()).isEmpty());
        assertThat(results.getLast().summary()).isEmpty();
    }
}
