package dev.mountmark.benchmark;

import static dev.mountmark.benchmark.Examples.NOON;
import static dev.mountmark.benchmark.Examples.plan;
import static dev.mountmark.benchmark.Examples.run;
import static dev.mountmark.benchmark.Examples.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Conclusion.Advice;
import dev.mountmark.benchmark.Result.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    private static final Scenario NATIVE = new Scenario.Native();
    private static final Scenario NO_VOLUMES = new Scenario.NoVolumes();
    private static final Scenario VOLUME = new Scenario.BindMountVolume();
    private static final Scenario BIND_MOUNT = new Scenario.BindMount();
    private static final RunState DONE = new RunState.Succeeded(NOON, NOON);
    private static final double[] SIX = {1.00, 1.01, 0.99, 1.005, 1.02, 0.98};

    private record Cell(Scenario scenario, double factor) {}

    private static List<Result> results(int samples, Cell... cells) {
        var seconds = DoubleStream.of(SIX).limit(samples).toArray();
        var all = Stream.of(cells)
                .flatMap(cell -> samples(
                        cell.scenario(),
                        Map.of("volumePath", "node_modules"),
                        DoubleStream.of(seconds)
                                .map(second -> second * cell.factor())
                                .toArray())
                        .stream())
                .toList();
        var scenarios = Stream.of(cells).map(Cell::scenario).toArray(Scenario[]::new);
        return Results.of(run(DONE, plan(samples), scenarios), all);
    }

    private static Conclusion conclusion(int samples, Cell... cells) {
        var scenarios = Stream.of(cells).map(Cell::scenario).toArray(Scenario[]::new);
        return Conclusion.of(run(DONE, plan(samples), scenarios), results(samples, cells))
                .getFirst();
    }

    private static Outcome outcome(Result result) {
        return Objects.requireNonNull(result.comparison()).outcome().orElseThrow();
    }

    @Test
    void aSlowBindMountBesideAFastVolumeMeansAVolume() {
        var conclusion = conclusion(
                6,
                new Cell(NATIVE, 1),
                new Cell(NO_VOLUMES, 1.001),
                new Cell(VOLUME, 1.002),
                new Cell(BIND_MOUNT, 2.9));

        assertThat(conclusion.advice()).isEqualTo(new Advice.KeepInVolume("node_modules"));
        assertThat(conclusion.tested())
                .extracting(ConclusionTest::outcome)
                .containsExactly(Outcome.NO_DIFFERENCE, Outcome.NO_DIFFERENCE, Outcome.SLOWER);
    }

    @Test
    void withoutAVolumeTheContainersLayerIsAdvised() {
        assertThat(conclusion(6, new Cell(NO_VOLUMES, 1), new Cell(BIND_MOUNT, 2.9))
                        .advice())
                .isEqualTo(new Advice.KeepInside());
    }

    @Test
    void aTieIsCalledATie() {
        assertThat(conclusion(
                                6,
                                new Cell(NATIVE, 1),
                                new Cell(NO_VOLUMES, 1.001),
                                new Cell(VOLUME, 0.999),
                                new Cell(BIND_MOUNT, 1.002))
                        .advice())
                .isEqualTo(new Advice.AsYouLike(4));
    }

    @Test
    void allSlowerAlikeIsNoReasonToMoveFiles() {
        assertThat(conclusion(
                                6,
                                new Cell(NATIVE, 1),
                                new Cell(NO_VOLUMES, 1.5),
                                new Cell(VOLUME, 1.5),
                                new Cell(BIND_MOUNT, 1.501))
                        .advice())
                .isEqualTo(new Advice.SlowerAlike());
    }

    @Test
    void othersThatDifferSayNothingAgainstTheMount() {
        assertThat(conclusion(6, new Cell(NATIVE, 1), new Cell(NO_VOLUMES, 1.5), new Cell(BIND_MOUNT, 1.001))
                        .advice())
                .isEqualTo(new Advice.SharingCostsNothing());
    }

    @Test
    void aFastVolumeInsideIsAsGoodAsTheContainersLayer() {
        assertThat(conclusion(6, new Cell(NATIVE, 1), new Cell(BIND_MOUNT, 2.9), new Cell(new Scenario.Volume(), 1.001))
                        .advice())
                .isEqualTo(new Advice.KeepInside());
    }

    @Test
    void aFasterTmpfsIsNotCalledAlike() {
        assertThat(conclusion(6, new Cell(NO_VOLUMES, 1), new Cell(new Scenario.Tmpfs(), 0.5))
                        .advice())
                .isEqualTo(new Advice.Various());
        assertThat(conclusion(6, new Cell(NATIVE, 1), new Cell(BIND_MOUNT, 2.9), new Cell(new Scenario.Tmpfs(), 0.5))
                        .advice())
                .isEqualTo(new Advice.Various());
    }

    @Test
    void placesThatAreSlowerByDifferentFactorsAreNotCalledAlike() {
        assertThat(conclusion(6, new Cell(NATIVE, 1), new Cell(NO_VOLUMES, 1.5), new Cell(new Scenario.NfsVolume(), 4))
                        .advice())
                .isEqualTo(new Advice.Various());
    }

    @Test
    void threeSamplesRankNothing() {
        var conclusion = conclusion(
                3, new Cell(NATIVE, 1), new Cell(NO_VOLUMES, 2), new Cell(VOLUME, 3), new Cell(BIND_MOUNT, 4));

        assertThat(conclusion.advice()).isEqualTo(new Advice.NoRanking(3, 5));
        assertThat(conclusion.tested()).extracting(ConclusionTest::outcome).containsOnly(Outcome.TOO_FEW);
    }

    @Test
    void aDifferenceCountsAfterAdjustmentForAllComparisons() {
        var results =
                results(5, new Cell(NATIVE, 1), new Cell(NO_VOLUMES, 2), new Cell(VOLUME, 3), new Cell(BIND_MOUNT, 4));

        assertThat(results.stream()
                        .map(Result::comparison)
                        .filter(Objects::nonNull)
                        .map(Result.Comparison::test)
                        .filter(Objects::nonNull)
                        .map(Result.Test::adjusted))
                .allSatisfy(adjusted ->
                        assertThat(adjusted).isEqualTo(3 * 2 / 252.0, org.assertj.core.api.Assertions.within(1e-12)));
    }

    @Test
    void nothingIsConcludedBeforeTheEnd() {
        var running = run(new RunState.Running(NOON), plan(6), NATIVE, BIND_MOUNT);
        var samples = Stream.concat(
                        samples(NATIVE, Map.of(), SIX).stream(), samples(BIND_MOUNT, Map.of(), SIX).stream())
                .toList();

        assertThat(Conclusion.of(running, Results.of(running, samples))).isEmpty();
    }
}
