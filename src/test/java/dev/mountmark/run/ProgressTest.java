package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Benchmark NATIVE = Examples.benchmark(new Scenario.Native());
    private static final Benchmark BIND_MOUNT = Examples.benchmark(new Scenario.BindMount());
    private static final long SECOND = 1_000_000_000;

    private final Progress progress = progress(1, 2, Duration.ofSeconds(20), Duration.ZERO);
    private int taken;

    private static Progress progress(int minimum, int maximum, Duration limit, Duration coolDown) {
        return new Progress(
                new Plan(Plan.Name.QUICK, 0.05, minimum, maximum, 1, limit, coolDown, Cache.WARM, 0),
                List.of(NATIVE, BIND_MOUNT));
    }

    private Sample warmup(Benchmark benchmark) {
        var sample = Examples.sample(++taken, benchmark.scenario(), 9, Map.of());
        return new Sample(
                taken,
                benchmark,
                1,
                true,
                sample.startedAt(),
                sample.phases(),
                sample.timing(),
                sample.environment(),
                null);
    }

    /// Rounds that took one second a sample, and their commands the times given.
    private void rounds(Progress of, Benchmark benchmark, double... seconds) {
        for (var each : seconds) {
            of.add(Examples.sample(++taken, benchmark.scenario(), each, Map.of()), SECOND);
        }
    }

    @Test
    void nothingIsKnownBeforeTheFirstSample() {
        assertThat(progress.remaining(0)).isEmpty();
        assertThat(progress.planned()).isEqualTo(6);
    }

    @Test
    void whatWasNotMeasuredYetIsReckonedLikeTheRest() {
        progress.add(warmup(NATIVE), 2 * SECOND);

        assertThat(progress.remaining(2 * SECOND)).contains(Duration.ofSeconds(2 * 2 + 3 * 2));
    }

    @Test
    void eachBenchmarkIsReckonedByItsOwnTime() {
        progress.add(warmup(NATIVE), SECOND);
        progress.add(warmup(BIND_MOUNT), 4 * SECOND);

        assertThat(progress.remaining(5 * SECOND)).contains(Duration.ofSeconds(2 + 8));
    }

    @Test
    void noMoreIsLeftThanTheLimitAllows() {
        progress.add(warmup(NATIVE), SECOND);
        progress.add(warmup(BIND_MOUNT), 9 * SECOND);

        assertThat(progress.remaining(15 * SECOND)).contains(Duration.ofSeconds(5));
        assertThat(progress.roundWouldBeLate(15 * SECOND)).isTrue();
        assertThat(progress.roundWouldBeLate(9 * SECOND)).isFalse();
        assertThat(progress.timeIsUp(20 * SECOND)).isTrue();
    }

    @Test
    void whatIsGivenUpIsNotPlannedAnyMore() {
        progress.add(warmup(NATIVE), SECOND);
        progress.add(warmup(BIND_MOUNT), SECOND);
        progress.giveUp(BIND_MOUNT);

        assertThat(progress.planned()).isEqualTo(4);
        assertThat(progress.remaining(2 * SECOND)).contains(Duration.ofSeconds(2));
        assertThat(progress.goesOn(BIND_MOUNT)).isFalse();
    }

    @Test
    void aWorkloadLeavesWhenEachOfItsBenchmarksIsPreciseEnough() {
        var adaptive = progress(6, 50, Duration.ofHours(1), Duration.ZERO);
        rounds(adaptive, NATIVE, 1, 1, 1, 1, 1, 1, 1);
        rounds(adaptive, BIND_MOUNT, 1, 2, 1, 2, 1, 2, 1);
        adaptive.endRound();
        assertThat(adaptive.goesOn(NATIVE)).as("with the other one").isTrue();

        rounds(adaptive, NATIVE, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        rounds(adaptive, BIND_MOUNT, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        adaptive.endRound();

        assertThat(adaptive.nothingLeft()).isTrue();
    }

    @Test
    void precisionBelowTheMinimumIsNotEnough() {
        var adaptive = progress(10, 50, Duration.ofHours(1), Duration.ZERO);
        rounds(adaptive, NATIVE, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        rounds(adaptive, BIND_MOUNT, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        adaptive.endRound();

        assertThat(adaptive.nothingLeft()).isFalse();
        assertThat(adaptive.planned()).as("one warm-up and ten each").isEqualTo(2 * 11);
    }

    @Test
    void whatWasGivenUpDoesNotKeepTheOthers() {
        var adaptive = progress(6, 50, Duration.ofHours(1), Duration.ZERO);
        rounds(adaptive, NATIVE, 1, 1, 1, 1, 1, 1, 1);
        rounds(adaptive, BIND_MOUNT, 1, 9, 1, 9);
        adaptive.giveUp(BIND_MOUNT);
        adaptive.endRound();

        assertThat(adaptive.nothingLeft()).isTrue();
    }

    @Test
    void theLeastPreciseBenchmarkDecidesHowManyRoundsAreLeft() {
        var adaptive = progress(6, 50, Duration.ofHours(1), Duration.ofSeconds(10));
        adaptive.add(warmup(NATIVE), SECOND);
        adaptive.add(warmup(BIND_MOUNT), SECOND);
        rounds(adaptive, NATIVE, 1, 1, 1, 1, 1, 1);
        // Half-width 0.095 at six values, 1.9 times what is wanted: 1.9² times as many are needed, and one more.
        rounds(adaptive, BIND_MOUNT, 0.905, 1, 1, 1, 1, 1.095);

        var rounds = 22 + 1 - 6;
        assertThat(adaptive.planned()).isEqualTo(14 + 2 * rounds);
        assertThat(adaptive.remaining(14 * SECOND)).contains(Duration.ofSeconds(2 * rounds + 10 * (rounds - 1)));
    }
}
