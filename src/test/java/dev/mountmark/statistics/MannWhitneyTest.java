package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    @Test
    void samplesThatDoNotOverlapAreAsUnlikelyAsTheOneWayToDrawThem() {
        // Two of the 20 ways to divide six values.
        var test = MannWhitney.of(new double[] {4, 5, 6}, new double[] {1, 2, 3});

        assertThat(test.statistic()).isEqualTo(9);
        assertThat(test.pValue()).isCloseTo(2.0 / 20, within(1e-15));
        assertThat(test.exact()).isTrue();
    }

    @Test
    void noSampleIsLessLikelyThanOneThatDoesNotOverlap() {
        for (var count = 1; count <= 8; count++) {
            for (var other = 1; other <= 8; other++) {
                var low = IntStream.range(0, count).asDoubleStream().toArray();
                var high = IntStream.range(100, 100 + other).asDoubleStream().toArray();

                assertThat(MannWhitney.smallestPValue(count, other))
                        .isCloseTo(MannWhitney.of(low, high).pValue(), within(1e-12));
            }
        }
    }

    @Test
    void tiesAreCountedAsTheyAre() {
        // Mid-ranks 1, 2.5, 2.5, 4; of the six pairs that two values can be, {2.5, 4} and {2.5, 4} reach 6.5.
        var test = MannWhitney.of(new double[] {2, 3}, new double[] {1, 2});

        assertThat(test.statistic()).isEqualTo(3.5);
        assertThat(test.pValue()).isCloseTo(2 * 2.0 / 6, within(1e-15));
    }

    @Test
    void whatIsAllTheSameIsNoDifference() {
        var few = new double[] {2, 2, 2, 2};
        var many = new double[60];
        Arrays.fill(many, 2);

        assertThat(MannWhitney.of(few, few).pValue()).isOne();
        assertThat(MannWhitney.of(many, many).pValue()).isOne();
    }

    @Test
    void oneValueOnEachSideTellsNothing() {
        assertThat(MannWhitney.of(new double[] {1}, new double[] {1_000}).pValue())
                .isOne();
    }

    @Test
    void turningItAroundGivesTheSameAnswer() {
        var values = new double[] {1.1, 1.3, 1.2, 1.3};
        var reference = new double[] {0.7, 0.9, 1.1, 0.8, 1.2};

        var there = MannWhitney.of(values, reference);
        var back = MannWhitney.of(reference, values);

        assertThat(there.pValue()).isCloseTo(back.pValue(), within(1e-15));
        assertThat(there.statistic() + back.statistic()).isEqualTo(20);
    }

    @Test
    void theApproximationBeginsWhereTheExactOneEnds() {
        var forty = IntStream.range(0, 40).asDoubleStream().toArray();
        var one = IntStream.range(0, 41).mapToDouble(i -> i + 8.5).toArray();

        var exact = MannWhitney.of(forty, Arrays.copyOf(one, 40));
        var approximate = MannWhitney.of(forty, one);

        assertThat(exact.exact()).isTrue();
        assertThat(approximate.exact()).isFalse();
    }

    @Test
    void whatItIsGivenStaysAsItIs() {
        var values = new double[] {3, 1, 2};
        var reference = new double[] {6, 5, 4};

        MannWhitney.of(values, reference);

        assertThat(values).containsExactly(3, 1, 2);
        assertThat(reference).containsExactly(6, 5, 4);
    }
}
