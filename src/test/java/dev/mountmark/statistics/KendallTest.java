package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KendallTest {
    @Test
    void tauIsTheSurplusOfPairsInTheSameOrder() {
        // Five of the six pairs are in the same order; 8 of the 24 orders have at most one inversion or one pair right.
        var kendall =
                Kendall.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 4, 3}).orElseThrow();

        assertThat(kendall.tau()).isCloseTo(4.0 / 6, within(1e-15));
        assertThat(kendall.pValue()).isCloseTo(8.0 / 24, within(1e-15));
        assertThat(kendall.exact()).isTrue();
    }

    @Test
    void thePositionInARoundThatSlowsIsFound() {
        // Six rounds of three: whoever comes first takes 2 % longer than usual, whatever it is.
        var position = new double[] {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3};
        var relative = new double[] {
            1.02, 1.00, 0.99, 1.021, 0.991, 1.001, 1.019, 1.002, 0.992,
            1.022, 0.993, 1.003, 1.018, 1.004, 0.994, 1.023, 0.995, 1.005
        };

        var kendall = Kendall.of(position, relative).orElseThrow();

        assertThat(kendall.tau()).isNegative();
        assertThat(kendall.pValue()).isLessThan(0.05);
    }

    @Test
    void tiesOnBothSidesAreApproximate() {
        var kendall = Kendall.of(new double[] {1, 1, 2, 2, 3}, new double[] {1, 2, 2, 3, 3})
                .orElseThrow();

        assertThat(kendall.exact()).isFalse();
    }

    @Test
    void whereOneSideDoesNotChangeThereIsNoOrder() {
        assertThat(Kendall.of(new double[] {1, 2, 3}, new double[] {5, 5, 5})).isEmpty();
        assertThat(Kendall.of(new double[] {1}, new double[] {5})).isEmpty();
    }

    @Test
    void sidesOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> Kendall.of(new double[] {1, 2}, new double[] {1}))
                .hasMessage("second: expected 2 values, got 1");
    }
}
