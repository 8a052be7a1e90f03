package dev.mountmark.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsolatedPointsTest {
    private static final int RUNS = 40;

    /// Between 0.98 and 1.02, median 1.
    private static double[] quiet() {
        return IntStream.range(0, RUNS)
                .mapToDouble(i -> 1 + 0.01 * ((i * 7) % 5 - 2))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, RUNS - 1})
    void aFreakIsReplacedByTheMedianAroundIt(int place) {
        var values = quiet();
        values[place] = 3;

        var replaced = IsolatedPoints.replaced(values);

        assertThat(replaced[place]).isBetween(0.98, 1.02);
        replaced[place] = 3;
        assertThat(replaced).isEqualTo(values);
    }

    @Test
    void whatIsNotFarStays() {
        assertThat(IsolatedPoints.replaced(quiet())).isEqualTo(quiet());
    }

    @Test
    void twoSideBySideAreNotAlone() {
        var values = quiet();
        values[20] = 3;
        values[21] = 3;

        assertThat(IsolatedPoints.replaced(values)).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"1.0, false", "1.001, true", "5, true"})
    void amongEqualValuesEveryOtherOneIsFar(double value, boolean isReplaced) {
        var values = new double[RUNS];
        Arrays.fill(values, 1);
        values[20] = value;

        assertThat(IsolatedPoints.replaced(values)[20]).isEqualTo(isReplaced ? 1 : value);
    }

    @Test
    void amongEqualValuesTwoDifferentNeighboursStay() {
        var values = new double[RUNS];
        values[20] = 1;
        values[21] = 2;

        assertThat(IsolatedPoints.replaced(values)).isEqualTo(values);
    }

    @Test
    void shortSeriesAreTakenAsTheyAre() {
        assertThat(IsolatedPoints.replaced(new double[0])).isEmpty();
        assertThat(IsolatedPoints.replaced(new double[] {7})).containsExactly(7);
        assertThat(IsolatedPoints.replaced(new double[] {7, 9})).containsExactly(7, 9);
    }
}
