package dev.mountmark.api;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.drift.Direction;
import dev.mountmark.drift.State;
import dev.mountmark.history.Measure;
import dev.mountmark.history.Series;
import dev.mountmark.history.SeriesJudgement;
import dev.mountmark.history.SeriesJudgement.NewestChange;
import dev.mountmark.history.SeriesLevel;
import dev.mountmark.history.SeriesPoint;
import dev.mountmark.history.StoredVerdict;
import dev.mountmark.report.ExampleRun;
import dev.mountmark.run.SeriesStanding;
import dev.mountmark.statistics.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bind mount of [ExampleRun], which became slower with a new engine.
final class ExampleSeries {
    private static final double[] SECONDS = {9.53, 9.48, 9.61, 9.55, 9.50, 9.57, 9.52, 11.42, 11.35, 11.49};
    private static final int CHANGED = 7;

    private static final Series SERIES = new Series(
            17,
            "build-1",
            ExampleRun.LINUX.slug(),
            new Scenario.BindMount(),
            ExampleRun.WORKLOAD,
            ExampleRun.DIGEST,
            Cache.WARM);

    private static final SeriesLevel BEFORE =
            new SeriesLevel(run(0), 7, 9.53, Optional.of(new Interval(9.48, 9.61, 0.984375)));
    private static final SeriesLevel AFTER = new SeriesLevel(run(CHANGED), 3, 11.42, Optional.empty());
    private static final double P_VALUE = 3.1e-9;

    private ExampleSeries() {}

    private static RunId run(int day) {
        return day == SECONDS.length - 1 ? ExampleRun.ID : new RunId("202611%02dt004512-7qx3fa".formatted(14 + day));
    }

    private static Instant at(int day) {
        return ExampleRun.STARTED.minus(Duration.ofDays(SECONDS.length - 1L - day));
    }

    static SeriesStanding regressed() {
        return standing(new State.Regressed(), BEFORE);
    }

    static SeriesStanding accepted() {
        return standing(new State.Stable(), AFTER);
    }

    private static SeriesStanding standing(State state, SeriesLevel baseline) {
        var newest = SECONDS.length - 1;
        var time = new SeriesJudgement(
                SERIES,
                Measure.TIME,
                state,
                SECONDS.length,
                run(newest),
                at(newest),
                SECONDS[newest],
                Optional.of(baseline),
                Optional.of(AFTER),
                Optional.of(new NewestChange(run(CHANGED), at(CHANGED), 11.42 / 9.53, P_VALUE)));
        var ratio = new SeriesJudgement(
                SERIES,
                Measure.RATIO,
                new State.Learning(3),
                3,
                run(newest),
                at(newest),
                2.16,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new SeriesStanding(SERIES, List.of(time, ratio));
    }

    static List<SeriesPoint> points() {
        var points = new ArrayList<SeriesPoint>();
        for (var i = CHANGED - 1; i < SECONDS.length; i++) {
            var engine = i < CHANGED ? "27.3.1" : "28.0.0";
            points.add(new SeriesPoint(
                    run(i),
                    at(i),
                    SECONDS[i],
                    6,
                    new Scenario.Native(),
                    i < CHANGED ? null : SECONDS[i] / 5.31,
                    new Facts(new TreeMap<>(Map.of("engineVersion", List.of(engine))))));
        }
        return points;
    }

    static StoredVerdict told() {
        return new StoredVerdict(
                Measure.TIME,
                1,
                run(CHANGED),
                ExampleRun.ENDED,
                new StoredVerdict.Changed(
                        Direction.REGRESSION,
                        BEFORE,
                        AFTER,
                        P_VALUE,
                        List.of(new Facts.Change("engineVersion", List.of("27.3.1"), List.of("28.0.0")))));
    }

    static StoredVerdict said(StoredVerdict.Said said) {
        return new StoredVerdict(Measure.TIME, 2, run(CHANGED), ExampleRun.ENDED.plusSeconds(900), said);
    }
}
