package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void oneNumberHasNoDeviation() {
        var summary = Summary.of(2.5);

        assertThat(summary.count()).isOne();
        assertThat(summary.median()).isEqualTo(2.5);
        assertThat(summary.mean()).isEqualTo(2.5);
        assertThat(summary.standardDeviation()).isEmpty();
        assertThat(summary.medianAbsoluteDeviation()).isEmpty();
        assertThat(summary.percentile95()).isEmpty();
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        var summary = Summary.of(4, 1, 3, 10);

        assertThat(summary.median()).isEqualTo(3.5);
        assertThat(summary.mean()).isEqualTo(4.5);
        assertThat(summary.minimum()).isEqualTo(1);
        assertThat(summary.maximum()).isEqualTo(10);
        assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(3.872_983_346_207_417, within(1e-12));
        assertThat(summary.medianAbsoluteDeviation().orElseThrow()).isEqualTo(1.5);
    }

    @Test
    void thePercentileAppearsAtTwentyNumbers() {
        var nineteen = IntStream.rangeClosed(1, 19).asDoubleStream().toArray();
        var twenty = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();

        assertThat(Summary.of(nineteen).percentile95()).isEmpty();
        assertThat(Summary.of(twenty).percentile95().orElseThrow()).isCloseTo(19.05, within(1e-12));
    }

    @Test
    void whatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> Summary.of(1, Double.NaN)).hasMessageContaining("all finite");
        assertThatThrownBy(Summary::of).hasMessageContaining("at least one");
    }

    @Test
    void whatItIsGivenStaysInItsOrder() {
        var values = IntStream.rangeClosed(1, 30).mapToDouble(i -> -i).toArray();

        Summary.of(values);

        assertThat(values)
                .containsExactly(
                        IntStream.rangeClosed(1, 30).mapToDouble(i -> -i).toArray());
    }

    @Test
    void theIntervalAppearsAtSixNumbers() {
        assertThat(Summary.of(1, 2, 3, 4, 5).medianInterval()).isEmpty();
        assertThat(Summary.of(1, 2, 3, 4, 5, 6).medianInterval()).isPresent();
    }
}
