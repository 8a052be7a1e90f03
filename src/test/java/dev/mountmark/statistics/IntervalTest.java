package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void sixValuesGiveTheirRangeAndItsRealConfidence() {
        // The median lies outside when all six are on one side: 2 / 64.
        var interval = Interval.ofMedian(5, 3, 1, 6, 2, 4);

        assertThat(interval).contains(new Interval(1, 6, 1 - 2.0 / 64));
    }

    @Test
    void fiveValuesGiveNone() {
        assertThat(Interval.ofMedian(1, 2, 3, 4, 5)).isEmpty();
    }

    @Test
    void fiveValuesGiveOneThatClaimsLess() {
        // Exactly what five carry: 1 - 2 / 32.
        var interval = Interval.ofMedian(new double[] {1, 2, 3, 4, 5}, 0.9375);

        assertThat(interval).contains(new Interval(1, 5, 0.9375));
    }

    @Test
    void theNarrowestPairOfRanksWithEnoughConfidenceIsTaken() {
        // Of ten values: the second and the ninth, 1 - 2 (1 + 10) / 1024.
        var interval = Interval.ofMedian(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThat(interval).contains(new Interval(2, 9, 1 - 22.0 / 1024));
    }

    @Test
    void itsLimitsBelongToIt() {
        var interval = new Interval(2, 9, 0.95);

        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(9)).isTrue();
        assertThat(interval.contains(9.01)).isFalse();
        assertThat(interval.halfWidth()).isEqualTo(3.5);
    }

    @Test
    void whatIsNoIntervalIsRefused() {
        assertThatThrownBy(() -> new Interval(2, 1, 0.95)).hasMessage("upper: expected at least 2.0, got 1.0");
        assertThatThrownBy(() -> new Interval(1, Double.NaN, 0.95)).hasMessageContaining("upper");
        assertThatThrownBy(() -> new Interval(1, 2, 95)).hasMessageContaining("confidence: expected above 0");
        assertThatThrownBy(() -> Interval.ofMedian(new double[] {1, 2}, 1.5)).hasMessageContaining("wanted");
    }
}
