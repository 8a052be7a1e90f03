package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutliersTest {
    private static final Outliers NONE = new Outliers(List.of(), List.of());

    @Test
    void theFreakIsMarkedByBothRules() {
        var outliers = Outliers.of(10, 11, 30, 9, 10, 10.5, 9.5);

        assertThat(outliers.byModifiedScore()).containsExactly(2);
        assertThat(outliers.byFences()).containsExactly(2);
    }

    @Test
    void theRulesNeedNotAgree() {
        // Quartiles 2 and 4: fences at -1 and 7. Median 3, MAD 1: a score of 3.5 is at 8.19.
        var outliers = Outliers.of(1, 2, 3, 4, 8);

        assertThat(outliers.byFences()).containsExactly(4);
        assertThat(outliers.byModifiedScore()).isEmpty();
    }

    @Test
    void theScoreIsTheDistanceInScaledMads() {
        assertThat(Outliers.modifiedScores(1, 2, 3, 4, 8)[4]).isCloseTo(0.6745 * 5, within(1e-12));
    }

    @Test
    void whereMostAreTheSameTheMeanDeviationIsTheScale() {
        // MAD is 0, the mean deviation 9 / 10.
        var scores = Outliers.modifiedScores(1, 1, 1, 1, 1, 1, 1, 1, 1, 10);

        assertThat(scores[9]).isCloseTo(9 / (1.253314 * 0.9), within(1e-12));
        assertThat(Outliers.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 10).byModifiedScore()).containsExactly(9);
    }

    @Test
    void whereAllAreTheSameNoneIsMarked() {
        assertThat(Outliers.of(2, 2, 2, 2)).isEqualTo(NONE);
        assertThat(Outliers.of(2)).isEqualTo(NONE);
    }

    @Test
    void twoValuesCannotTellWhichOfThemIsTheFreak() {
        assertThat(Outliers.of(1, 1_000)).isEqualTo(NONE);
    }
}
