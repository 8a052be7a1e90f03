package dev.mountmark.benchmark;

import static dev.mountmark.benchmark.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void whatIsLeftShrinksWhileASampleIsTaken() {
        var estimate = Estimate.of(3, 9, NOON, Duration.ofSeconds(60), NOON.plusSeconds(20));

        assertThat(estimate.remaining()).isEqualTo(Duration.ofSeconds(40));
        assertThat(estimate.endsAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aSampleThatTakesLongerThanThoughtLeavesNothing() {
        assertThat(Estimate.of(3, 9, NOON, Duration.ofSeconds(60), NOON.plusSeconds(61))
                        .remaining())
                .isEqualTo(Duration.ZERO);
    }
}
