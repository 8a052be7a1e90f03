package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void itIsTheMedianOfAllPairwiseRatios() {
        // 2/1, 2/2, 8/1, 8/2: 1, 2, 4, 8 on logarithms, the middle of 2 and 4 is their geometric mean.
        var ratio = Ratio.hodgesLehmann(new double[] {2, 8}, new double[] {1, 2});

        assertThat(ratio).isCloseTo(Math.sqrt(8), within(1e-12));
    }

    @Test
    void oneFreakDoesNotMoveIt() {
        var ratio = Ratio.hodgesLehmann(new double[] {3, 3, 3, 3, 300}, new double[] {1, 1, 1, 1, 1});

        assertThat(ratio).isCloseTo(3, within(1e-12));
    }

    @Test
    void turningItAroundGivesTheReciprocal() {
        var values = new double[] {1.1, 1.3, 1.2};
        var reference = new double[] {0.7, 0.9, 1.0, 0.8};

        var there = Ratio.hodgesLehmann(values, reference);
        var back = Ratio.hodgesLehmann(reference, values);

        assertThat(there * back).isCloseTo(1, within(1e-12));
    }
}
