package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.statistics.StopSimulation.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What it costs the truth of an interval that its own width says when to stop; docs/figures.md has more of it.
class AdaptiveStopTest {
    private static final int SERIES = 1_500;

    @ParameterizedTest
    @CsvSource({"NORMAL, 10", "LOG_NORMAL, 10", "BIMODAL, 10", "NORMAL, 6", "LOG_NORMAL, 6", "BIMODAL, 6"})
    void theIntervalAtTheEndStillHoldsTheMedian(Population population, int minimum) {
        for (var spread : new double[] {0.03, 0.1, 0.15, 0.3}) {
            var stopped = StopSimulation.of(Rule.TWICE, population, spread, minimum, SERIES);

            assertThat(stopped.coverage()).as("spread %s", spread).isGreaterThan(0.93);
        }
    }

    @Test
    void stoppingAsSoonAsItIsNarrowHoldsItLessOften() {
        var once = StopSimulation.of(Rule.ONCE, Population.NORMAL, 0.15, 6, SERIES);
        var twice = StopSimulation.of(Rule.TWICE, Population.NORMAL, 0.15, 6, SERIES);

        assertThat(twice.coverage()).isGreaterThan(once.coverage() + 0.01);
    }

    @Test
    void preciseSeriesEndEarlyAndTheOthersAtTheMost() {
        var narrow = StopSimulation.of(Rule.TWICE, Population.NORMAL, 0.03, 10, 200);
        var wide = StopSimulation.of(Rule.TWICE, Population.NORMAL, 0.5, 10, 200);

        assertThat(narrow.samples()).isLessThan(10.5);
        assertThat(wide.samples()).isGreaterThan(59);
    }
}
