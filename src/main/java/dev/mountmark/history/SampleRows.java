package dev.mountmark.history;

import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.TimingShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The table `sample`.
final class SampleRows {
    private SampleRows() {}

    /// From a number on, in the order in which they were taken.
    static List<Sample> list(Transaction transaction, RunId run, int from) throws SQLException {
        return transaction.list(
                "SELECT sample.*, cell.runtime_name, series.runtime, series.scenario, series.workload,"
                        + " series.workload_digest FROM sample"
                        + " JOIN cell ON cell.run = sample.run AND cell.position = sample.position"
                        + " JOIN series ON series.id = cell.series"
                        + " WHERE sample.run = ? AND sample.number >= ? ORDER BY sample.number",
                SampleRows::sample,
                run.value(),
                from);
    }

    static void insert(Transaction transaction, RunId run, Sample sample) throws SQLException {
        var timing = sample.timing();
        var failure = sample.failure();
        transaction.update(
                "INSERT INTO sample (run, number, position, round, warmup, started_at, outcome, command_seconds,"
                        + " phases, timing, environment, failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.value(),
                sample.number(),
                CellRows.position(transaction, run, sample.benchmark()),
                sample.round(),
                sample.warmup(),
                Timestamps.text(sample.startedAt()),
                sample.outcome().word(),
                sample.phases().get(Phase.COMMAND),
                Shapes.phases(sample.phases()),
                timing == null ? null : Shapes.text(TimingShape.of(timing)),
                Shapes.environment(sample.environment()),
                failure == null ? null : Shapes.text(FailureShape.of(failure)));
    }

    static void delete(Transaction transaction, RunId run, int number) throws SQLException {
        transaction.update("DELETE FROM sample WHERE run = ? AND number = ?", run.value(), number);
    }

    /// Leaves of a sample only what this one has.
    static void thin(Transaction transaction, RunId run, Sample left) throws SQLException {
        var timing = left.timing();
        transaction.update(
                "UPDATE sample SET phases = ?, timing = ?, environment = ? WHERE run = ? AND number = ?",
                Shapes.phases(left.phases()),
                timing == null ? null : Shapes.text(TimingShape.of(timing)),
                Shapes.environment(left.environment()),
                run.value(),
                left.number());
    }

    private static Sample sample(ResultSet row) throws SQLException {
        var timing = row.getString("timing");
        var failure = row.getString("failure");
        return new Sample(
                row.getInt("number"),
                CellRows.benchmark(row),
                row.getInt("round"),
                row.getBoolean("warmup"),
                Timestamps.instant(row.getString("started_at")),
                Shapes.phases(row.getString("phases")),
                timing == null ? null : Shapes.shape(timing, TimingShape.class).timing(),
                Shapes.environment(row.getString("environment")),
                failure == null
                        ? null
                        : Shapes.shape(failure, FailureShape.class).failure());
    }
}
