package dev.mountmark.history;

import dev.mountmark.drift.Judging;
import dev.mountmark.statistics.Summary;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints what docs/figures.md has of a large history; runs by name only, as `bin/bench history` does.
class HistoryFigures {
    private static final int TIMES = 41;
    private static final int HOSTS = 100;
    private static final int CELLS = 20;
    private static final int RUNS = 50;
    private static final int SAMPLES = 10;
    private static final double TARGET = 50;

    private static final String DIGITS = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";

    @TempDir
    Path laptop;

    @TempDir
    Path fleet;

    @Test
    void theCost() {
        System.out.printf(
                "%d samples in %d series, median ms of %d (target %.0f each)%n",
                HOSTS * CELLS * RUNS * SAMPLES, HOSTS * CELLS, TIMES, TARGET);
        try (var opened = new OpenedHistory(laptop)) {
            measure("SQLite", opened);
        }
        try (var opened = new OpenedHistory(
                fleet, Optional.of("laptop"), Optional.of(TestPostgres.here().newDatabase()))) {
            measure("PostgreSQL", opened);
        }
    }

    private static void measure(String kind, OpenedHistory opened) {
        var begun = System.nanoTime();
        opened.database.<Integer>write(HistoryFigures::fill);
        for (var ids = opened.series.unjudged(100); !ids.isEmpty(); ids = opened.series.unjudged(100)) {
            ids.forEach(id -> opened.series.judge(id, _ -> Judging.by(0.05)));
        }
        System.out.printf("%s filled and judged in %.0f s%n", kind, (System.nanoTime() - begun) / 1e9);
        var one = opened.series.newest(SeriesFilter.ALL).getFirst().series().id();
        var parts = new LinkedHashMap<String, Runnable>();
        parts.put("newest state of all series", () -> opened.series.newest(SeriesFilter.ALL));
        parts.put("series of one host", () -> opened.series.newest(new SeriesFilter("host-7", null, null, null)));
        parts.put("one series with points and verdicts", () -> {
            opened.series.newest(one);
            opened.series.points(one);
            opened.series.verdicts(one);
        });
        parts.put("a page of runs", () -> opened.history.runs(new RunFilter(Set.of(), Map.of(), null, null, null, 20)));
        parts.put("newest results of this host", opened.history::newestOfEachSeries);
        parts.put("judging one series", () -> opened.series.judge(one, _ -> Judging.by(0.05)));
        parts.forEach((part, work) -> System.out.printf("  %-38s %8.2f%n", part, milliseconds(work)));
    }

    private static double milliseconds(Runnable work) {
        var times = new double[TIMES];
        for (var i = 0; i < TIMES; i++) {
            var begun = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        return Summary.of(times).median();
    }

    /// By the database itself: a million samples one after the other would take longer than all that is measured.
    private static int fill(Transaction transaction) throws SQLException {
        for (var host = 0; host < HOSTS; host++) {
            for (var cell = 0; cell < CELLS; cell++) {
                transaction.update(
                        "INSERT INTO series (host, runtime, scenario, workload, workload_digest, cache, unjudged)"
                                + " VALUES (?, ?, ?, ?, ?, 'warm', TRUE)",
                        host == 0 ? "laptop" : "host-" + host,
                        "runtime-" + cell / 4,
                        List.of("no-volumes", "bind-mount-volume", "bind-mount", "volume")
                                .get(cell % 4),
                        "npm-install",
                        "ab".repeat(32));
            }
            for (var run = 0; run < RUNS; run++) {
                run(transaction, host, run);
            }
        }
        transaction.update("INSERT INTO sample (run, number, position, round, warmup, started_at, outcome,"
                + " command_seconds, phases, timing, environment, failure)"
                + " SELECT run, position * 10 + column1 + 1, position, 1, FALSE, '2026-01-01T00:00:00.000000000Z',"
                + " 'succeeded', 8.1, '{\"command\":8.1}', NULL, '" + ENVIRONMENT + "', NULL FROM cell, " + DIGITS
                + " AS digit");
        return transaction.update("INSERT INTO series_point (series, run, started_at, median_seconds, samples,"
                + " reference, ratio, facts) SELECT series, run.id, run.started_at,"
                + " 8 + (run.number * 7919 + position * 104729) % 100 * 0.005, 10, 'no-volumes',"
                + " 2 + (run.number * 7919 + position * 1299709) % 100 * 0.001, '{\"kernel\":[\"6.1\"]}'"
                + " FROM cell JOIN run ON run.id = cell.run");
    }

    private static final String ENVIRONMENT =
            "{\"kernel\":\"6.1.0\",\"mountOptions\":\"" + "rw,relatime,".repeat(40) + "\"}";

    private static void run(Transaction transaction, int host, int run) throws SQLException {
        var number = run * HOSTS + host + 1;
        var id = Examples.id(number).value();
        var at = Timestamps.text(Examples.AT.plusSeconds(86_400L * run + host));
        transaction.update(
                "INSERT INTO run (id, number, instance, host, state, submitted_at, started_at, ended_at, plan,"
                        + " summarised) VALUES (?, ?, 'x', ?, 'succeeded', ?, ?, ?, ?, TRUE)",
                id,
                number,
                host == 0 ? "laptop" : "host-" + host,
                at,
                at,
                at,
                Shapes.text(Shapes.PlanShape.of(Examples.run(1).plan())));
        for (var cell = 0; cell < CELLS; cell++) {
            transaction.update(
                    "INSERT INTO cell (run, position, series, runtime_name, failure, preparation)"
                            + " VALUES (?, ?, ?, 'Runtime', NULL, '{}')",
                    id,
                    cell,
                    host * CELLS + cell + 1);
        }
    }
}
