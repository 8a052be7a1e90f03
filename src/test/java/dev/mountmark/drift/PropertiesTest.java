package dev.mountmark.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.drift.Simulation.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised of the product's own settings, on random series; `bin/bench drift` has more
/// of them.
class PropertiesTest {
    private static final Judging JUDGING = Judging.by(Detection.MAGNITUDE);
    private static final int MANY = 500;
    private static final int SOME = 200;

    private static Simulation of(Noise noise, double spread, int count) {
        return new Simulation(JUDGING, noise, spread, count);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 6", "0.03, 30", "0.03, 100", "0.1, 6", "0.1, 30", "0.1, 100"})
    void stableSeriesRaiseNothing(double spread, int from) {
        assertThat(of(Noise.NORMAL, spread, MANY).alarms(from)).isLessThan(3);
    }

    @ParameterizedTest
    @CsvSource({"HEAVY_TAILS, 0.03", "HEAVY_TAILS, 0.1", "SLOW_NOW_AND_THEN, 0.03", "SLOW_NOW_AND_THEN, 0.1"})
    void runsThatAreNotNormalRaiseLittle(Noise noise, double spread) {
        assertThat(of(noise, spread, SOME).alarms(30)).isLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.1})
    void aHostRaisesLessThanOneFalseAlarmAMonth(double spread) {
        assertThat(of(Noise.NORMAL, spread, 4 * MANY).alarmsInAMonth(40)).isLessThan(1);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 0.5", "0.03, 1.5", "0.03, 3", "0.03, 10", "0.1, 0.5", "0.1, 1.5", "0.1, 2", "0.1, 3", "0.1, 10"})
    void oneFreakRunRaisesNothing(double spread, double factor) {
        assertThat(of(Noise.NORMAL, spread, SOME).freakAsTheNewest(factor)).isLessThan(5);
        assertThat(of(Noise.NORMAL, spread, SOME).freakInTheMiddle(factor)).isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 1.5", "0.03, 3", "0.03, 10", "0.1, 3", "0.1, 10"})
    void twoFreakRunsRaiseLittle(double spread, double factor) {
        assertThat(of(Noise.NORMAL, spread, SOME).twoFreaks(factor)).isLessThan(8);
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "-1, 10", "0, 3", "0, 10", "0, 0.1"})
    void aFreakRunBesideAStepHidesNothing(int place, double factor) {
        assertThat(of(Noise.NORMAL, 0.03, SOME).foundBesideFreak(20, 1.5, place, factor))
                .isGreaterThanOrEqualTo(99);
    }

    @ParameterizedTest
    @CsvSource({"10", "20", "50"})
    void aStepOfAFifthIsFoundWithinFiveRuns(int before) {
        assertThat(of(Noise.NORMAL, 0.03, MANY).found(before, 1.2, 5)).isGreaterThanOrEqualTo(99);
        assertThat(of(Noise.NORMAL, 0.03, MANY).found(before, 1 / 1.2, 5)).isGreaterThanOrEqualTo(99);
    }

    @Test
    void theLeastChangeThatCouldBeToldIsFoundInNineOfTen() {
        assertThat(of(Noise.NORMAL, 0.1, SOME).found(50, 1 + Judging.STEP * 0.1, 10))
                .isGreaterThan(87);
    }
}
