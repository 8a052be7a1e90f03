package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Benchmark NATIVE = Examples.benchmark(new Scenario.Native());
    private static final Benchmark BIND_MOUNT = Examples.benchmark(new Scenario.BindMount());
    private static final long SECOND = 1_000_000_000;

    private final Progress progress =
            new Progress(new Plan(Plan.Name.QUICK, 1, 2, 1, Duration.ofSeconds(20), 0), List.of(NATIVE, BIND_MOUNT));

    @Test
    void nothingIsKnownBeforeTheFirstSample() {
        assertThat(progress.remaining(0)).isEmpty();
        assertThat(progress.planned()).isEqualTo(6);
    }

    @Test
    void whatWasNotMeasuredYetIsReckonedLikeTheRest() {
        progress.sample(NATIVE, 2 * SECOND);

        assertThat(progress.remaining(2 * SECOND)).contains(Duration.ofSeconds(2 * 2 + 3 * 2));
    }

    @Test
    void eachBenchmarkIsReckonedByItsOwnTime() {
        progress.sample(NATIVE, SECOND);
        progress.sample(BIND_MOUNT, 4 * SECOND);

        assertThat(progress.remaining(5 * SECOND)).contains(Duration.ofSeconds(2 + 8));
    }

    @Test
    void noMoreIsLeftThanTheLimitAllows() {
        progress.sample(NATIVE, SECOND);
        progress.sample(BIND_MOUNT, 9 * SECOND);

        assertThat(progress.remaining(15 * SECOND)).contains(Duration.ofSeconds(5));
        assertThat(progress.roundWouldBeLate(15 * SECOND)).isTrue();
        assertThat(progress.roundWouldBeLate(9 * SECOND)).isFalse();
        assertThat(progress.timeIsUp(20 * SECOND)).isTrue();
    }

    @Test
    void whatIsGivenUpIsNotPlannedAnyMore() {
        progress.sample(NATIVE, SECOND);
        progress.sample(BIND_MOUNT, SECOND);
        progress.giveUp(BIND_MOUNT);

        assertThat(progress.planned()).isEqualTo(4);
        assertThat(progress.remaining(2 * SECOND)).contains(Duration.ofSeconds(2));
        assertThat(progress.goesOn(BIND_MOUNT)).isFalse();
    }
}
