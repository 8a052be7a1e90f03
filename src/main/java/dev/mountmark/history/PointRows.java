package dev.mountmark.history;

import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The table `series_point`.
final class PointRows {
    private PointRows() {}

    /// Writes what an ended run says of its series, once.
    static void summarise(Transaction transaction, Run run) throws SQLException {
        insert(transaction, run, SampleRows.list(transaction, run.id(), 1));
        unjudged(transaction, run.id());
    }

    /// The same without a word to those who judge.
    ///
    /// @param samples of the run, in the order in which they were taken
    static void insert(Transaction transaction, Run run, List<Sample> samples) throws SQLException {
        transaction.update(
                "UPDATE run SET summarised = TRUE WHERE id = ?", run.id().value());
        if (hasResults(run.state())) {
            var results = Results.of(run, samples);
            for (var position = 0; position < results.size(); position++) {
                if (results.get(position).state() == Result.State.SUCCEEDED) {
                    insert(transaction, run, position, results.get(position));
                }
            }
        }
    }

    /// Those that a run is part of.
    static List<Long> series(Transaction transaction, RunId run) throws SQLException {
        return transaction.list("SELECT series FROM series_point WHERE run = ?", row -> row.getLong(1), run.value());
    }

    /// Of what was cancelled or interrupted nobody knows whether it would have been the same.
    private static boolean hasResults(RunState state) {
        return switch (state) {
            case RunState.Succeeded _, RunState.Failed _ -> true;
            case RunState.Cancelled _,
                    RunState.Interrupted _,
                    RunState.Queued _,
                    RunState.Running _,
                    RunState.Cancelling _ -> false;
        };
    }

    private static void insert(Transaction transaction, Run run, int position, Result result) throws SQLException {
        var statistics = result.summary().orElseThrow();
        var comparison = Optional.ofNullable(result.comparison());
        transaction.update(
                "INSERT INTO series_point (series, run, started_at, median_seconds, samples, reference, ratio, facts)"
                        + " SELECT series, run, ?, ?, ?, ?, ?, ? FROM cell WHERE run = ? AND position = ?",
                Timestamps.text(start(run)),
                statistics.median(),
                statistics.count(),
                comparison.map(one -> one.reference().label()).orElse(null),
                comparison
                        .filter(one -> one.outcome().isPresent())
                        .map(Result.Comparison::ratio)
                        .orElse(null),
                Shapes.facts(Facts.of(result.samples())),
                run.id().value(),
                position);
    }

    private static Instant start(Run run) {
        return Objects.requireNonNullElse(run.state().begun(), run.submittedAt());
    }

    /// The series of a run are to be judged anew.
    static void unjudged(Transaction transaction, RunId run) throws SQLException {
        transaction.update(
                "UPDATE series SET unjudged = TRUE WHERE id IN (SELECT series FROM series_point WHERE run = ?)",
                run.value());
    }

    /// Of a series, oldest first, without those of excluded runs.
    static List<SeriesPoint> list(Transaction transaction, long series) throws SQLException {
        return transaction.list(
                "SELECT series_point.* FROM series_point JOIN run ON run.id = series_point.run"
                        + " WHERE series = ? AND run.excluded_at IS NULL"
                        + " ORDER BY series_point.started_at, series_point.run",
                PointRows::point,
                series);
    }

    private static SeriesPoint point(ResultSet row) throws SQLException {
        var ratio = row.getDouble("ratio");
        var reference = row.getString("reference");
        return new SeriesPoint(
                new RunId(row.getString("run")),
                Timestamps.instant(row.getString("started_at")),
                row.getDouble("median_seconds"),
                row.getInt("samples"),
                reference == null ? null : Shapes.scenario(reference),
                ratio == 0 ? null : ratio,
                Shapes.facts(row.getString("facts")));
    }
}
