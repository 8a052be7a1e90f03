package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PooledTTestTest {
    /// Expected: `ttest_ind_from_stats(2, std([1, 2, 3]), 3, 6, std([5, 7]), 2)` of SciPy 1.16.3.
    @Test
    void deviationsAreThoseOfAPopulation() {
        var test = PooledTTest.of(new double[] {9, 1, 2, 3, 5, 7, 9}, 1, 4, 6);

        assertThat(test.before()).isEqualTo(2);
        assertThat(test.after()).isEqualTo(6);
        assertThat(test.pValue()).isCloseTo(0.015661516854113388, within(1e-15));
    }

    @Test
    void whereThereIsNoSpreadEveryDifferenceIsSure() {
        assertThat(PooledTTest.of(new double[] {1, 1, 2, 2}, 0, 2, 4).pValue()).isZero();
        assertThat(PooledTTest.of(new double[] {1, 1, 1, 1}, 0, 2, 4).pValue()).isNaN();
    }

    @Test
    void twoValuesShowNothing() {
        assertThat(PooledTTest.of(new double[] {1, 100}, 0, 1, 2).pValue()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3", "0, 3, 3", "-1, 1, 3", "0, 1, 4"})
    void bothSidesNeedAValue(int from, int place, int to) {
        assertThatThrownBy(() -> PooledTTest.of(new double[] {1, 2, 3}, from, place, to))
                .hasMessage("place: expected above %d and below %d of 3, got %d".formatted(from, to, place));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 128, 129, 1000, 4097})
    void aSumIsTheSumHoweverLong(int count) {
        var values = new double[count + 2];
        Arrays.setAll(values, i -> i);

        assertThat(PairwiseSum.of(values, 1, count + 1)).isEqualTo(count * (count + 1) / 2.0);
    }

    @Test
    void aLongSumLosesLittle() {
        var values = new double[1 << 20];
        Arrays.fill(values, 0.1);

        assertThat(PairwiseSum.mean(values, 0, values.length)).isCloseTo(0.1, within(1e-16));
    }
}
