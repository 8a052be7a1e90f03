package dev.mountmark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgingTest {
    private static final Judging JUDGING = Judging.by(0.05);

    private double[] values = {};
    private final List<Past> past = new ArrayList<>();

    /// So many more runs at this level, ±2 %.
    private JudgingTest runs(int count, double level) {
        var from = values.length;
        values = Arrays.copyOf(values, from + count);
        IntStream.range(from, values.length).forEach(i -> values[i] = level * (1 + 0.01 * ((i * 7) % 5 - 2)));
        return this;
    }

    /// One more run, at exactly this.
    private JudgingTest run(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
        return this;
    }

    private Judgement judged() {
        return JUDGING.of(values, past);
    }

    /// After each run from here on.
    private List<Verdict> watched(int from) {
        return Watch.of(JUDGING, values, from, past).verdicts();
    }

    @Test
    void belowSixRunsItSaysHowManyAreMissing() {
        assertThat(judged().state()).isEqualTo(new State.Learning(6));
        assertThat(runs(5, 1).judged().state()).isEqualTo(new State.Learning(1));
        assertThat(judged().baseline()).isEmpty();
        assertThat(runs(1, 1).judged().state()).isEqualTo(new State.Stable());
    }

    @Test
    void aStableSeriesHasABaselineWithItsInterval() {
        var baseline = runs(20, 2).judged().baseline().orElseThrow();

        assertThat(baseline.from()).isZero();
        assertThat(baseline.runs()).isEqualTo(20);
        assertThat(baseline.median()).isCloseTo(2, within(1e-9));
        assertThat(baseline.interval().orElseThrow().contains(2)).isTrue();
    }

    @Test
    void aRegressionIsToldWithBothLevels() {
        var told = (Verdict.Changed) runs(12, 1).runs(4, 1.5).judged().fresh().getFirst();

        assertThat(told.index()).isEqualTo(12);
        assertThat(told.direction()).isEqualTo(Direction.REGRESSION);
        assertThat(told.before().runs()).isEqualTo(12);
        assertThat(told.before().interval()).isPresent();
        assertThat(told.after().runs()).isEqualTo(4);
        assertThat(told.after().interval()).as("four runs carry none").isEmpty();
        assertThat(told.ratio()).isCloseTo(1.5, within(0.02));
        assertThat(told.magnitude()).isCloseTo(0.5, within(0.02));
        assertThat(told.pValue()).isLessThan(0.0001);
        assertThat(judged().state()).isEqualTo(new State.Regressed());
    }

    @Test
    void anImprovementIsToldToo() {
        var told = (Verdict.Changed) runs(12, 1.5).runs(4, 1).judged().fresh().getFirst();

        assertThat(told.direction()).isEqualTo(Direction.IMPROVEMENT);
        assertThat(told.ratio()).isCloseTo(1 / 1.5, within(0.02));
        assertThat(told.magnitude()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void oneChangeIsToldOnce() {
        assertThat(runs(12, 1).runs(30, 1.5).watched(1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"12, 0", "9, 0", "15, 0", "8, 1", "16, 1"})
    void aPlaceWithinThreeRunsOfOneToldIsTheSameChange(int told, int fresh) {
        past.add(new Past.Told(told));

        assertThat(runs(12, 1).runs(6, 1.5).judged().fresh())
                .filteredOn(Verdict.Changed.class::isInstance)
                .hasSize(fresh);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "11, 0"})
    void aChangeOlderThanTenRunsIsNoNews(int runs, int fresh) {
        assertThat(runs(12, 1).runs(runs, 1.5).judged().fresh()).hasSize(fresh);
        assertThat(judged().state()).isEqualTo(new State.Regressed());
    }

    @Test
    void aChangeThatVanishesIsWithdrawnOnce() {
        past.add(new Past.Told(12));
        runs(40, 1);

        assertThat(watched(30)).containsExactly(new Verdict.Withdrawn(12));
    }

    @Test
    void whatWasWithdrawnAndIsToldAgainStays() {
        past.addAll(List.of(new Past.Told(12), new Past.Withdrawn(12), new Past.Told(13)));

        assertThat(runs(40, 1).judged().fresh()).isEmpty();
    }

    @Test
    void aChangeWithdrawnBeforeCanBeToldAgain() {
        past.addAll(List.of(new Past.Told(12), new Past.Withdrawn(12)));

        assertThat(runs(12, 1).runs(6, 1.5).judged().fresh())
                .extracting(Verdict::index)
                .containsExactly(12);
    }

    @Test
    void aRegressionStaysOneHoweverOld() {
        assertThat(runs(12, 1).runs(200, 1.5).judged().state()).isEqualTo(new State.Regressed());
        assertThat(judged().baseline().orElseThrow().runs()).isEqualTo(12);
    }

    @Test
    void untilAPersonAcceptsIt() {
        runs(12, 1).runs(12, 1.5);
        past.add(new Past.Accepted(judged().newest().orElseThrow().from()));

        assertThat(judged().state()).isEqualTo(new State.Stable());
        assertThat(judged().baseline()).isEqualTo(judged().newest());
        assertThat(runs(4, 1).judged().state()).isEqualTo(new State.Improved());
    }

    @Test
    void orItEnds() {
        runs(12, 1).runs(12, 1.5).runs(4, 1);

        assertThat(judged().state()).isEqualTo(new State.Stable());
        assertThat(judged().baseline().orElseThrow().from()).isZero();
        assertThat(watched(1))
                .extracting(one -> ((Verdict.Changed) one).direction())
                .containsExactly(Direction.REGRESSION, Direction.IMPROVEMENT);
    }

    @Test
    void anImprovementMovesTheBaselineSoThatFallingBackIsARegression() {
        runs(12, 1.5).runs(6, 1);
        assertThat(judged().state()).isEqualTo(new State.Improved());
        assertThat(judged().baseline()).isEqualTo(judged().newest());

        assertThat(runs(12, 1).judged().state()).isEqualTo(new State.Stable());
        assertThat(runs(4, 1.5).judged().state()).isEqualTo(new State.Regressed());
        assertThat(judged().baseline().orElseThrow().from()).isEqualTo(12);
    }

    /// As it was measured: a bind mount whose folder lay on bindfs for six runs, of which the last one took four
    /// times as long as the others.
    @Test
    void aFreakBesideAChangeHidesNeitherThatNorTheOneBefore() {
        for (var run : new double[] {
            1.09, 0.99, 0.996, 1.05, 0.985, 1.03, 0.982, 1.03, 0.99, 1.02, 0.979, 1.02, 2.35, 2.56, 2.59, 2.61, 2.52,
            11.1, 0.992, 0.991, 1.02, 1.05, 0.969, 1.03
        }) {
            run(run);
        }

        assertThat(watched(1))
                .extracting(Verdict::index, Verdict::getClass)
                .containsExactly(tuple(12, Verdict.Changed.class), tuple(18, Verdict.Changed.class));
        assertThat(judged().state()).isEqualTo(new State.Stable());
    }

    @Test
    void aChangeMarkedByHandPartsLevelsThatLookTheSameAndIsNotTold() {
        past.add(new Past.Marked(12));

        assertThat(runs(24, 1).judged().newest().orElseThrow().from()).isEqualTo(12);
        assertThat(judged().fresh()).isEmpty();
        values = new double[0];
        assertThat(runs(13, 1).runs(6, 1.5).judged().fresh()).isEmpty();
        assertThat(judged().state()).isEqualTo(new State.Regressed());
    }

    @Test
    void changesBelowTheMagnitudeAreNone() {
        assertThat(runs(30, 1).runs(30, 1.04).watched(1)).isEmpty();
        assertThat(Watch.of(Judging.by(0.02), values, 1, past).verdicts()).hasSize(1);
    }

    @Test
    void whatVariesTooMuchSaysWhatCouldBeTold() {
        IntStream.range(0, 30).forEach(i -> run(1 + 0.4 * ((i * 7) % 5 - 2)));

        assertThat(judged().state())
                .isInstanceOfSatisfying(
                        State.Unstable.class,
                        unstable -> assertThat(unstable.tellable()).isGreaterThan(0.5));
    }

    @Test
    void equalValuesAreStable() {
        IntStream.range(0, 30).forEach(_ -> run(1));

        assertThat(judged().state()).isEqualTo(new State.Stable());
        assertThat(judged().fresh()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"24, stable", "48, stable", "49, stale"})
    void noResultForTwiceTheExpectedTimeIsStale(int hours, String word) {
        var newest = Instant.parse("2026-11-29T00:00:00Z");
        var state = runs(20, 1).judged().state().at(newest.plus(Duration.ofHours(hours)), newest, Duration.ofHours(24));

        assertThat(state.word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void valuesAreAboveZero(double value) {
        runs(6, 1).run(value);

        assertThatThrownBy(this::judged).hasMessageStartingWith("values: expected ");
    }
}
