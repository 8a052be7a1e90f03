package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.drift.Judging;
import dev.mountmark.drift.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesHistoryTest extends HistoryFixture {
    private static final Judging JUDGING = Judging.by(0.05);

    /// A bit of noise, the same for everybody.
    private static final double[] NOISE = {0, 0.011, -0.007, 0.004, -0.012, 0.009, -0.003, 0.006, -0.010, 0.002};

    private long series() {
        return opened.series.newest(SeriesFilter.ALL).stream()
                .filter(judgement -> judgement.series().scenario().equals(new Scenario.BindMount()))
                .map(judgement -> judgement.series().id())
                .findFirst()
                .orElseThrow();
    }

    private SeriesJudgement newest(Measure measure) {
        return opened.series.newest(series()).stream()
                .filter(judgement -> judgement.measure() == measure)
                .findFirst()
                .orElseThrow();
    }

    /// A run of two benchmarks, three samples each, that has ended.
    private void run(int number, double plain, double mount, String engine) {
        history.submit(Examples.run(number), Optional.empty(), 99);
        history.change(Examples.id(number), new RunState.Running(begun(number)));
        var noise = 1 + NOISE[number % NOISE.length];
        for (var round = 1; round <= 3; round++) {
            add(number, 2 * round - 1, Examples.PLAIN, plain * noise, engine);
            add(number, 2 * round, Examples.MOUNT, mount * noise, engine);
        }
        history.change(
                Examples.id(number),
                new RunState.Succeeded(begun(number), begun(number).plusSeconds(60)));
    }

    @Test
    void aVerdictIsRememberedUntilItIsToldAlsoOverARestart() {
        for (var number = 1; number <= 6; number++) {
            run(number, 1, 2, "28");
        }
        opened.series.unjudged(9).forEach(id -> opened.series.judge(id, _ -> JUDGING));
        opened.series.accept(series(), "nobody listens yet");
        assertThat(opened.series.untold()).isEmpty();

        opened.series.rememberUntold();
        opened.series.accept(series(), "new engine");
        opened.series.accept(series(), "newer engine");
        var told = opened.series.untold().orElseThrow();
        opened.series.told(told);
        close();
        reopen(Optional.of("laptop"));

        assertThat(told.reached().verdict().said()).isEqualTo(new StoredVerdict.Accepted("new engine"));
        assertThat(told.reached().verdict().measure()).isEqualTo(Measure.TIME);
        var rest = new ArrayList<String>();
        for (var next = opened.series.untold(); next.isPresent(); next = opened.series.untold()) {
            var verdict = next.get().reached().verdict();
            rest.add(verdict.measure().word() + " " + ((StoredVerdict.Accepted) verdict.said()).reason());
            opened.series.told(next.get());
        }
        assertThat(rest).containsExactly("ratio new engine", "time newer engine", "ratio newer engine");
    }

    @Test
    void whatIsOlderThanAWeekIsNoNewsAnyMore() {
        for (var number = 1; number <= 6; number++) {
            run(number, 1, 2, "28");
        }
        opened.series.unjudged(9).forEach(id -> opened.series.judge(id, _ -> JUDGING));
        opened.series.rememberUntold();
        opened.series.accept(series(), "new engine");

        var later = OpenedHistory.NOW.plus(Duration.ofDays(8));
        var reader = new SeriesHistory(opened.database, opened.folder.instance(), InstantSource.fixed(later));

        assertThat(opened.series.untold()).isPresent();
        assertThat(reader.untold()).isEmpty();
    }

    private static Instant begun(int number) {
        return Examples.AT.plusSeconds(1000L * number);
    }

    private void add(int run, int number, Benchmark benchmark, double seconds, String engine) {
        history.add(
                Examples.id(run),
                new RunEvent.SampleTaken(
                        new Sample(
                                number,
                                benchmark,
                                1,
                                false,
                                begun(run),
                                Map.of(Phase.COMMAND, seconds),
                                Examples.TIMING,
                                Map.of("engineVersion", engine, "load1", "0." + number),
                                null),
                        number,
                        6,
                        null));
    }

    private List<VerdictReached> judge() {
        return opened.series.unjudged(99).stream()
                .flatMap(id -> opened.series.judge(id, _ -> JUDGING).stream())
                .toList();
    }

    private List<VerdictReached> stable(int from, int to) {
        for (var number = from; number <= to; number++) {
            run(number, 4, 8, "27.3");
        }
        return judge();
    }

    @Test
    void aRunSaysOfEachSeriesItsMedianAndTheRatioToItsReference() {
        run(1, 4, 8, "27.3");
        judge();

        var points = opened.series.points(series());

        assertThat(points).hasSize(1);
        assertThat(points.getFirst().run()).isEqualTo(Examples.id(1));
        assertThat(points.getFirst().at()).isEqualTo(begun(1));
        assertThat(points.getFirst().medianSeconds()).isEqualTo(8 * 1.011);
        assertThat(points.getFirst().samples()).isEqualTo(3);
        assertThat(points.getFirst().reference()).isEqualTo(new Scenario.NoVolumes());
        assertThat(points.getFirst().ratio()).isCloseTo(2, within(1e-9));
        assertThat(points.getFirst().facts().values()).isEqualTo(Map.of("engineVersion", List.of("27.3")));
        assertThat(newest(Measure.TIME).state()).isEqualTo(new State.Learning(5));
        assertThat(newest(Measure.RATIO).newestValue()).isCloseTo(2, within(1e-9));
    }

    @Test
    void theReferenceHasNoRatioToItself() {
        run(1, 4, 8, "27.3");
        judge();
        assertThat(opened.series.newest(SeriesFilter.ALL))
                .filteredOn(judgement -> judgement.series().scenario().equals(new Scenario.NoVolumes()))
                .extracting(SeriesJudgement::measure)
                .containsExactly(Measure.TIME);
    }

    @Test
    void whatWasCancelledSaysNothing() {
        history.submit(Examples.run(1), Optional.empty(), 9);
        history.change(Examples.id(1), new RunState.Running(begun(1)));
        add(1, 1, Examples.PLAIN, 4, "27.3");
        history.change(Examples.id(1), new RunState.Cancelled(begun(1), begun(1)));
        assertThat(judge()).isEmpty();
        assertThat(opened.series.newest(SeriesFilter.ALL)).isEmpty();
        assertThat(opened.series.summariseNext()).isFalse();
    }

    @Test
    void aChangeIsToldOnceWithItsRunItsLevelsAndWhatChangedThere() {
        assertThat(stable(1, 9)).isEmpty();
        for (var number = 10; number <= 14; number++) {
            run(number, 4, 10, "28.0");
        }

        var told = judge();

        assertThat(told).extracting(one -> one.verdict().measure()).containsExactly(Measure.TIME, Measure.RATIO);
        var verdict = told.getFirst().verdict();
        assertThat(verdict.number()).isEqualTo(1);
        assertThat(verdict.run()).isEqualTo(Examples.id(10));
        assertThat(verdict.at()).isEqualTo(OpenedHistory.NOW);
        assertThat(verdict.said().word()).isEqualTo("regression");
        var changed = (StoredVerdict.Changed) verdict.said();
        assertThat(changed.ratio()).isBetween(1.22, 1.28);
        assertThat(changed.before().from()).isEqualTo(Examples.id(1));
        assertThat(changed.before().interval()).isPresent();
        assertThat(changed.facts())
                .containsExactly(new Facts.Change("engineVersion", List.of("27.3"), List.of("28.0")));
        assertThat(opened.series.verdicts(series()))
                .containsExactlyElementsOf(
                        told.stream().map(VerdictReached::verdict).toList());
        assertThat(newest(Measure.TIME).state()).isEqualTo(new State.Regressed());
        assertThat(newest(Measure.TIME).change().orElseThrow().run()).isEqualTo(Examples.id(10));
        assertThat(newest(Measure.TIME).change().orElseThrow().at()).isEqualTo(begun(10));
        run(15, 4, 10, "28.0");
        assertThat(judge()).isEmpty();
    }

    @Test
    void aWholeHostThatBecomesSlowerLeavesTheRatioStable() {
        stable(1, 9);
        for (var number = 10; number <= 14; number++) {
            run(number, 6, 12, "27.3");
        }

        var told = judge();

        assertThat(told).extracting(one -> one.verdict().measure()).containsOnly(Measure.TIME);
        assertThat(newest(Measure.TIME).state()).isEqualTo(new State.Regressed());
        assertThat(newest(Measure.RATIO).state()).isEqualTo(new State.Stable());
    }

    @Test
    void anAcceptedLevelIsTheBaselineFromThenOn() {
        stable(1, 9);
        for (var number = 10; number <= 14; number++) {
            run(number, 4, 10, "28.0");
        }
        judge();

        var said = opened.series.accept(series(), "we stay with it");
        judge();

        assertThat(said)
                .extracting(one -> one.verdict().said())
                .containsOnly(new StoredVerdict.Accepted("we stay with it"));
        assertThat(newest(Measure.TIME).state()).isEqualTo(new State.Stable());
        assertThat(newest(Measure.TIME).baseline())
                .isEqualTo(newest(Measure.TIME).level());
        assertThat(newest(Measure.TIME).baseline().orElseThrow().from()).isEqualTo(Examples.id(10));
    }

    @Test
    void nothingCanBeAcceptedWhileLearning() {
        stable(1, 5);
        assertThatThrownBy(() -> opened.series.accept(series(), "why not"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("which is learning still");
        assertThat(opened.series.verdicts(series())).isEmpty();
    }

    @Test
    void aMarkedChangeIsKnownAndNotToldAgain() {
        stable(1, 9);
        for (var number = 10; number <= 12; number++) {
            run(number, 4, 10, "28.0");
        }
        var unjudged = opened.series.unjudged(9);
        assertThat(unjudged).hasSize(2);

        var said = opened.series.mark(series(), begun(9).plusSeconds(1), "new disk");
        var told = judge();

        assertThat(said).extracting(one -> one.verdict().run()).containsOnly(Examples.id(10));
        assertThat(told).isEmpty();
        assertThat(newest(Measure.TIME).state()).isEqualTo(new State.Regressed());
    }

    @Test
    void aMarkedChangeHasARunBeforeAndAfterIt() {
        stable(1, 3);
        assertThatThrownBy(() -> opened.series.mark(series(), begun(4), "later"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("its newest " + begun(3));
        assertThatThrownBy(() -> opened.series.mark(series(), begun(1), "first"))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anExcludedRunLeavesItsSeriesAndComesBack() {
        stable(1, 9);
        history.exclude(Examples.id(9), new Exclusion("on battery", Examples.AT));
        judge();
        assertThat(newest(Measure.TIME).newestRun()).isEqualTo(Examples.id(8));
        assertThat(opened.series.points(series())).hasSize(8);
        history.include(Examples.id(9));
        judge();
        assertThat(newest(Measure.TIME).newestRun()).isEqualTo(Examples.id(9));
    }

    @Test
    void whenAllItsRunsAreExcludedASeriesDoesNotStand() {
        stable(1, 1);
        history.exclude(Examples.id(1), new Exclusion("on battery", Examples.AT));
        judge();
        assertThat(opened.series.newest(SeriesFilter.ALL)).isEmpty();
    }

    @Test
    void pointsStandInTheOrderOfTheRunsBeginning() {
        run(3, 4, 8, "27.3");
        run(1, 4, 8, "27.3");
        judge();
        assertThat(opened.series.points(series()).stream().map(SeriesPoint::run))
                .containsExactly(Examples.id(1), Examples.id(3));
    }

    @Test
    void whatAnOlderVersionLeftUnsaidIsSaidStepByStep() {
        stable(1, 2);
        opened.database.write(transaction -> transaction.update("DELETE FROM judgement")
                + transaction.update("DELETE FROM series_point")
                + transaction.update("UPDATE run SET summarised = FALSE"));
        assertThat(opened.series.summariseNext()).isTrue();
        assertThat(opened.series.summariseNext()).isTrue();
        assertThat(opened.series.summariseNext()).isFalse();
        judge();
        assertThat(newest(Measure.TIME).runs()).isEqualTo(2);
    }

    @Test
    void seriesAreFilteredByWhatTheyAreOf() {
        stable(1, 1);
        assertThat(opened.series.newest(new SeriesFilter("laptop", "linux", "bind-mount", "npm-install")))
                .hasSize(2);
        assertThat(opened.series.newest(new SeriesFilter("other", null, null, null)))
                .isEmpty();
        assertThat(opened.series.newest(new SeriesFilter(null, "other", null, null)))
                .isEmpty();
        assertThat(opened.series.newest(new SeriesFilter(null, null, "volume", null)))
                .isEmpty();
        assertThat(opened.series.newest(new SeriesFilter(null, null, null, "other")))
                .isEmpty();
    }
}
