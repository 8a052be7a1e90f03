package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void aSteadyRiseIsAsUnlikelyAsOneOfAllOrders() {
        // Ascending or descending: two of 120 orders.
        var trend = Trend.of(100, 101, 102, 103, 104).orElseThrow();

        assertThat(trend.pValue()).isCloseTo(2.0 / 120, within(1e-15));
        assertThat(trend.slope()).isEqualTo(1);
        assertThat(trend.relativeChange()).isCloseTo(4.0 / 102, within(1e-15));
    }

    @Test
    void aFallIsNegative() {
        assertThat(Trend.of(104, 103, 102, 101, 100).orElseThrow().relativeChange())
                .isNegative();
    }

    @Test
    void oneFreakAtTheEndIsNoTrend() {
        var trend = Trend.of(100, 101, 100.5, 100.2, 100.7, 101.1, 100.1, 900).orElseThrow();

        assertThat(trend.pValue()).isGreaterThan(0.05);
        assertThat(trend.relativeChange()).isLessThan(0.03);
    }

    @Test
    void whatStaysTheSameHasNone() {
        assertThat(Trend.of(2, 2, 2)).contains(new Trend(1, 0, 0));
    }

    @Test
    void oneValueHasNoOrder() {
        assertThat(Trend.of(2)).isEmpty();
    }
}
