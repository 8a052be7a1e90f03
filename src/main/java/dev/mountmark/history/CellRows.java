package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.HistoryLines.SeriesLine;
import dev.mountmark.history.Shapes.BenchmarkShape;
import dev.mountmark.history.Shapes.FailureShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables `cell` and `series`.
final class CellRows {
    private CellRows() {}

    /// Of a run, in the order of its table.
    static List<Run.Cell> list(Transaction transaction, String run) throws SQLException {
        return transaction.list(
                "SELECT * FROM cell JOIN series ON series.id = cell.series WHERE cell.run = ? ORDER BY cell.position",
                CellRows::cell,
                run);
    }

    static void insert(Transaction transaction, Run run, int position) throws SQLException {
        var cell = run.benchmarks().get(position);
        var failure = cell.failure();
        transaction.update(
                "INSERT INTO cell (run, position, series, runtime_name, failure, preparation) VALUES (?, ?, ?, ?, ?, ?)",
                run.id().value(),
                position,
                series(transaction, run, cell.benchmark()),
                cell.benchmark().runtime().displayName(),
                failure == null ? null : Shapes.text(FailureShape.of(failure)),
                Shapes.phases(cell.preparation()));
    }

    private static long series(Transaction transaction, Run run, Benchmark benchmark) throws SQLException {
        return series(
                transaction,
                new SeriesLine(
                        run.host(),
                        benchmark.runtime().slug().value(),
                        benchmark.scenario().label(),
                        benchmark.workload().value(),
                        benchmark.workloadDigest(),
                        run.plan().cache().word()));
    }

    /// Its number; it is made where it is missing.
    static long series(Transaction transaction, SeriesLine series) throws SQLException {
        var identity = new @Nullable Object[] {
            series.host(),
            series.runtime(),
            series.scenario(),
            series.workload(),
            series.workloadDigest(),
            series.cache()
        };
        transaction.update(
                "INSERT INTO series (host, runtime, scenario, workload, workload_digest, cache)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                identity);
        return transaction.number(
                "SELECT id FROM series WHERE host = ? AND runtime = ? AND scenario = ? AND workload = ?"
                        + " AND workload_digest = ? AND cache = ?",
                identity);
    }

    static void fail(Transaction transaction, RunId run, Benchmark benchmark, Failure failure) throws SQLException {
        transaction.update(
                "UPDATE cell SET failure = ? WHERE run = ? AND position = ?",
                Shapes.text(FailureShape.of(failure)),
                run.value(),
                position(transaction, run, benchmark));
    }

    static int prepared(Transaction transaction, RunId run, Benchmark benchmark, Map<Phase, Double> seconds)
            throws SQLException {
        return transaction.update(
                "UPDATE cell SET preparation = ? WHERE run = ? AND position = ?",
                Shapes.phases(seconds),
                run.value(),
                position(transaction, run, benchmark));
    }

    /// Where a benchmark stands in the table of its run.
    static int position(Transaction transaction, RunId id, Benchmark benchmark) throws SQLException {
        return transaction
                .first(
                        "SELECT cell.position FROM cell JOIN series ON series.id = cell.series WHERE cell.run = ?"
                                + " AND series.runtime = ? AND series.scenario = ? AND series.workload = ?"
                                + " AND series.workload_digest = ? AND cell.runtime_name = ?",
                        row -> row.getInt(1),
                        id.value(),
                        benchmark.runtime().slug().value(),
                        benchmark.scenario().label(),
                        benchmark.workload().value(),
                        benchmark.workloadDigest(),
                        benchmark.runtime().displayName())
                .orElseThrow(() -> new IllegalArgumentException(
                        "benchmark: expected one of run " + id + ", got " + benchmark.words()));
    }

    /// From a row with the columns of `cell` and `series`.
    static Benchmark benchmark(ResultSet row) throws SQLException {
        return new BenchmarkShape(
                        row.getString("runtime"),
                        row.getString("runtime_name"),
                        row.getString("scenario"),
                        row.getString("workload"),
                        row.getString("workload_digest"))
                .benchmark();
    }

    private static Run.Cell cell(ResultSet row) throws SQLException {
        var failure = row.getString("failure");
        return new Run.Cell(
                benchmark(row),
                failure == null
                        ? null
                        : Shapes.shape(failure, FailureShape.class).failure(),
                Shapes.phases(row.getString("preparation")));
    }
}
