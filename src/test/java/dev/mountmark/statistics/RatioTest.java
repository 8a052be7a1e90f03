package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
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

    @Test
    void theIntervalReachesFromOneRankOfThePairwiseRatiosToTheOther() {
        // Two of the 70 ways to divide eight values: the test refuses what lies outside all pairwise ratios.
        var ratio = Ratio.of(new double[] {20, 22, 24, 28}, new double[] {10, 11, 12, 13});

        var interval = ratio.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(20.0 / 13, within(1e-12));
        assertThat(interval.upper()).isCloseTo(2.8, within(1e-12));
        assertThat(interval.confidence()).isCloseTo(1 - 2.0 / 70, within(1e-12));
        assertThat(ratio.pValue()).isCloseTo(2.0 / 70, within(1e-12));
    }

    @Test
    void threeAndThreeCarryNoInterval() {
        var ratio = Ratio.of(new double[] {20, 22, 24}, new double[] {10, 11, 12});

        assertThat(ratio.interval()).isEmpty();
        assertThat(ratio.pValue()).isCloseTo(2.0 / 20, within(1e-12));
    }

    @Test
    void sixThatAreAllTheSameHaveOneRatio() {
        var ratio = Ratio.of(new double[] {3, 3, 3, 3, 3, 3}, new double[] {1, 1, 1, 1, 1, 1});

        var interval = ratio.interval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(3, within(1e-12));
        assertThat(interval.upper()).isCloseTo(3, within(1e-12));
    }

    @Test
    void oneLiesOutsideTheIntervalWhereTheTestTellsADifference() {
        var random = new SplittableRandom(1);
        for (var i = 0; i < 300; i++) {
            var tick = i % 2 == 0 ? 0.03 : 1e-9;
            var values = Population.LOG_NORMAL.draw(random, 8, 0.1, tick);
            var reference = Population.LOG_NORMAL.draw(random, 9, 0.1, tick);
            Arrays.setAll(reference, at -> reference[at] * 1.1);

            var ratio = Ratio.of(values, reference);

            var interval = ratio.interval().orElseThrow();
            var inside = interval.lower() < 1 - 1e-9 && 1 + 1e-9 < interval.upper();
            var outside = 1 < interval.lower() - 1e-9 || interval.upper() + 1e-9 < 1;
            assertThat(ratio.pValue() <= 0.05 ? inside : outside)
                    .as("%s with p = %s", interval, ratio.pValue())
                    .isFalse();
        }
    }

    @Test
    void scalesDoNotMatter() {
        var small = Ratio.of(new double[] {2e-9, 3e-9, 4e-9, 5e-9}, new double[] {1e-9, 1.5e-9, 2e-9, 2.5e-9});
        var large = Ratio.of(new double[] {2e5, 3e5, 4e5, 5e5}, new double[] {1e5, 1.5e5, 2e5, 2.5e5});

        assertThat(small.estimate()).isCloseTo(large.estimate(), within(1e-12));
        assertThat(small.pValue()).isEqualTo(large.pValue());
    }

    @Test
    void timesAreAboveZero() {
        assertThatThrownBy(() -> Ratio.of(new double[] {1, 0}, new double[] {1}))
                .hasMessage("values: expected at least one, all above 0 and finite, got [1.0, 0.0]");
        assertThatThrownBy(() -> Ratio.of(new double[] {1}, new double[] {}))
                .hasMessageContaining("reference: expected at least one");
    }
}
