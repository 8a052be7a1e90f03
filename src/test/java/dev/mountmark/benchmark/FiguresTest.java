package dev.mountmark.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aShareHasAsManyDigitsAsTellIt() {
        assertThat(Figures.percent(0.05)).isEqualTo("5 %");
        assertThat(Figures.percent(0.005)).isEqualTo("0.5 %");
        assertThat(Figures.percent(0.1234)).isEqualTo("12 %");
        assertThat(Figures.percent(1.5)).isEqualTo("150 %");
    }

    @Test
    void aPValueIsNeverZero() {
        assertThat(Figures.pValue(0.000_04)).isEqualTo("p < 0.001");
        assertThat(Figures.pValue(0.0042)).isEqualTo("p = 0.004");
        assertThat(Figures.pValue(0.337)).isEqualTo("p = 0.34");
        assertThat(Figures.pValue(1)).isEqualTo("p = 1.00");
    }

    @Test
    void aRoughFigureHasTwoDigits() {
        assertThat(Figures.rough(0.002_68)).isEqualTo("0.0027");
        assertThat(Figures.rough(1.93)).isEqualTo("1.9");
        assertThat(Figures.rough(13)).isEqualTo("13");
    }
}
