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

    /// As above, and twice as much from the 20th on.
    private static double[] step() {
        var values = quiet();
        IntStream.range(20, RUNS).forEach(i -> values[i] *= 2);
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, RUNS - 2, RUNS - 1})
    void aFreakIsReplacedByTheLevelBesideIt(int place) {
        var values = quiet();
        values[place] = 3;

        var replaced = IsolatedPoints.replaced(values);

        assertThat(replaced[place]).isBetween(0.98, 1.02);
        replaced[place] = 3;
        assertThat(replaced).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"19, 10, 2", "20, 10, 2", "19, 0.1, 1", "20, 0.1, 1"})
    void besideAChangeOfLevelAFreakIsReplacedByTheNearerLevel(int place, double freak, double level) {
        var values = step();
        values[place] = freak;

        var replaced = IsolatedPoints.replaced(values);

        assertThat(replaced[place]).isBetween(level * 0.98, level * 1.02);
        replaced[place] = freak;
        assertThat(replaced).isEqualTo(values);
    }

    @Test
    void aLevelOfThreeStays() {
        var values = quiet();
        Arrays.fill(values, 20, 23, 3);

        assertThat(IsolatedPoints.replaced(values)).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, RUNS})
    void aChangeOfLevelStays(int runs) {
        var values = Arrays.copyOf(step(), runs);

        var replaced = IsolatedPoints.replaced(values);

        // The first run of a new level may be a freak, and a second one beside it.
        assertThat(Arrays.copyOf(replaced, 20)).isEqualTo(Arrays.copyOf(values, 20));
        assertThat(runs < 23 || Arrays.equals(replaced, values)).isTrue();
    }

    @Test
    void whatIsNotFarStays() {
        assertThat(IsolatedPoints.replaced(quiet())).isEqualTo(quiet());
    }

    @Test
    void twoSideBySideAreNoLevel() {
        var values = quiet();
        values[20] = 3;
        values[21] = 3;

        var replaced = IsolatedPoints.replaced(values);

        assertThat(Arrays.stream(replaced)).allMatch(value -> value > 0.97 && value < 1.03);
    }

    @Test
    void twoBeforeTheNewestMakeItNoFreak() {
        var values = quiet();
        values[RUNS - 3] = 3;
        values[RUNS - 2] = 3;

        var replaced = IsolatedPoints.replaced(values);

        assertThat(Arrays.stream(replaced)).allMatch(value -> value > 0.97 && value < 1.03);
        assertThat(replaced[RUNS - 1]).isEqualTo(values[RUNS - 1]);
    }

    @Test
    void aRampStays() {
        var values = IntStream.range(0, RUNS).mapToDouble(i -> 1 + 0.1 * i).toArray();

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
    void amongEqualValuesADifferentLevelStays() {
        var values = new double[RUNS];
        Arrays.fill(values, 20, 23, 1);

        assertThat(IsolatedPoints.replaced(values)).isEqualTo(values);
    }

    @Test
    void shortSeriesAreTakenAsTheyAre() {
        assertThat(IsolatedPoints.replaced(new double[0])).isEmpty();
        assertThat(IsolatedPoints.replaced(new double[] {7})).containsExactly(7);
        assertThat(IsolatedPoints.replaced(new double[] {7, 9})).containsExactly(7, 9);
    }
}
