package dev.mountmark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {
    private static final Detection OTAVA = Detection.otava();

    /// So many runs at one level, then so many at the next …
    private static double[] steps(double... countsAndLevels) {
        return IntStream.range(0, countsAndLevels.length / 2)
                .boxed()
                .flatMapToDouble(i -> IntStream.range(0, (int) countsAndLevels[2 * i])
                        .mapToDouble(j -> countsAndLevels[2 * i + 1] * (1 + 0.01 * ((j * 7) % 5 - 2))))
                .toArray();
    }

    @Test
    void aStepIsFoundWhereItIs() {
        assertThat(OTAVA.changes(steps(20, 1, 20, 1.2))).singleElement().satisfies(change -> {
            assertThat(change.index()).isEqualTo(20);
            assertThat(change.before()).isCloseTo(1, within(1e-12));
            assertThat(change.after()).isCloseTo(1.2, within(1e-12));
            assertThat(change.pValue()).isLessThan(1e-20);
        });
    }

    @Test
    void whatIsTooShortHasNoChange() {
        assertThat(OTAVA.changes()).isEmpty();
        assertThat(OTAVA.changes(1)).isEmpty();
        assertThat(OTAVA.changes(1, 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "0, 0, 0", "1, 2, 1", "2, 1, 1", "1, 1.05, 0.05", "0, 3, 1", "3, 0, 1", "-1, 1, 2"})
    void aMagnitudeIsAShareOfTheSmallerLevel(double before, double after, double magnitude) {
        assertThat(new Change(1, before, after, 0).magnitude()).isCloseTo(magnitude, within(1e-12));
    }

    @Test
    void whereOtavaDividesZeroByZeroThereIsNoChange() {
        assertThat(OTAVA.changes(new double[40])).isEmpty();
        assertThat(OTAVA.changes(IntStream.range(0, 40).mapToDouble(_ -> 7).toArray()))
                .isEmpty();
    }

    @Test
    void levelsWithoutAnySpreadDifferForSure() {
        var values = new double[20];
        Arrays.fill(values, 10, 20, 3);

        assertThat(OTAVA.changes(values)).containsExactly(new Change(10, 0, 3, 0));
    }

    @Test
    void aMinimumSegmentLeavesOutWhatIsShorter() {
        var least = new Detection(50, 0.001, 0, 3, false);

        assertThat(OTAVA.changes(steps(20, 1, 2, 1.5)))
                .extracting(Change::index)
                .containsExactly(20);
        assertThat(least.changes(steps(20, 1, 2, 1.5))).isEmpty();
        assertThat(least.changes(steps(20, 1, 3, 1.5)))
                .extracting(Change::index)
                .containsExactly(20);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.001, 0, 1, 'window: expected 2 to 1000, got 1'",
        "1001, 0.001, 0, 1, 'window: expected 2 to 1000, got 1001'",
        "50, 0, 0, 1, 'pValue: expected above 0 and below 1, got 0.0'",
        "50, NaN, 0, 1, 'pValue: expected above 0 and below 1, got NaN'",
        "50, 0.001, -1, 1, 'magnitude: expected at least 0, got -1.0'",
        "50, 0.001, 0, 0, 'minimumSegment: expected at least 1, got 0'"
    })
    void settingsThatMeanNothingAreRefused(
            int window, double pValue, double magnitude, int minimumSegment, String message) {
        assertThatThrownBy(() -> new Detection(window, pValue, magnitude, minimumSegment, false))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e301"})
    void valuesThatCannotBeAddedUpAreRefused(double value) {
        assertThatThrownBy(() -> OTAVA.changes(1, value))
                .hasMessage("values: expected finite numbers up to 1.0E300, got " + Double.valueOf(value));
    }
}
