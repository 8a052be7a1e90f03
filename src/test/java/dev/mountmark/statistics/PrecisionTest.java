package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    private static final double[] WIDE = {90, 95, 100, 100, 105, 110};

    @Test
    void itIsHalfTheWidthAsAShareOfTheMedian() {
        assertThat(Precision.relativeHalfWidth(WIDE).orElseThrow()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void fiveValuesHaveNone() {
        assertThat(Precision.relativeHalfWidth(1, 2, 3, 4, 5)).isEmpty();
        assertThat(Precision.reached(0.05, 1, 1, 1, 1, 1)).isFalse();
    }

    @Test
    void itHasToBeReachedTwiceInARow() {
        // Of seven values the interval is still their range.
        var once = new double[] {98, 99, 100, 100, 101, 102};
        var twice = new double[] {98, 99, 100, 100, 101, 102, 100};
        var lost = new double[] {98, 99, 100, 100, 101, 102, 120};

        assertThat(Precision.reached(0.05, once)).isFalse();
        assertThat(Precision.reached(0.05, twice)).isTrue();
        assertThat(Precision.reached(0.05, lost)).isFalse();
    }

    @Test
    void theNewestValueIsTheLastOne() {
        // Without the last one it is the range of six, 98 to 120; without the first, all would be well.
        var values = new double[] {120, 98, 99, 100, 100, 101, 102, 100, 100};

        assertThat(Precision.relativeHalfWidth(values).orElseThrow()).isLessThan(0.05);
        assertThat(Precision.relativeHalfWidth(Arrays.copyOf(values, 8)).orElseThrow())
                .isGreaterThan(0.05);
        assertThat(Precision.reached(0.05, values)).isFalse();
    }

    @Test
    void halfTheWidthTakesFourTimesTheSamples() {
        assertThat(Precision.samplesMissing(0.05, WIDE)).isEqualTo(18);
    }

    @Test
    void nothingIsMissingWhereItIsReached() {
        assertThat(Precision.samplesMissing(0.1001, WIDE)).isZero();
        assertThat(Precision.samplesMissing(0.0999, WIDE)).isOne();
    }

    @Test
    void belowSixItIsWhatIsMissingToSix() {
        assertThat(Precision.samplesMissing(0.05, 1)).isEqualTo(5);
        assertThat(Precision.samplesMissing(0.05, 1, 2, 3)).isEqualTo(3);
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Precision.reached(5, WIDE))
                .hasMessage("wanted: expected above 0 and below 1, got 5.0");
        assertThatThrownBy(() -> Precision.relativeHalfWidth(1, 0)).hasMessageContaining("all above 0");
    }
}
