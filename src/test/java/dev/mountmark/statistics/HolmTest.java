package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HolmTest {
    @Test
    void theSmallestIsMultipliedByTheirNumberAndTheOthersByLess() {
        assertThat(Holm.adjusted(0.03, 0.01, 0.5)).containsExactly(0.06, 0.03, 0.5);
    }

    @Test
    void noneEndsBelowASmallerOneAndNoneAboveOne() {
        assertThat(Holm.adjusted(0.02, 0.021, 0.9)).containsExactly(0.06, 0.06, 0.9);
        assertThat(Holm.adjusted(0.8, 0.9)).containsExactly(1, 1);
    }

    @Test
    void oneStaysAsItIsAndNoneGivesNone() {
        assertThat(Holm.adjusted(0.04)).containsExactly(0.04);
        assertThat(Holm.adjusted()).isEmpty();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> Holm.adjusted(0.1, Double.NaN)).hasMessageContaining("pValues: expected 0 to 1");
    }
}
