package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The table `verdict`.
final class VerdictRows {
    private VerdictRows() {}

    static List<StoredVerdict> list(Transaction transaction, long series, Measure measure) throws SQLException {
        return transaction.list(
                "SELECT * FROM verdict WHERE series = ? AND measure = ? ORDER BY number",
                VerdictRows::verdict,
                series,
                measure.word());
    }

    /// In the order in which they were told.
    static List<StoredVerdict> list(Transaction transaction, long series) throws SQLException {
        return transaction.list(
                "SELECT * FROM verdict WHERE series = ? ORDER BY told_at, measure DESC, number",
                VerdictRows::verdict,
                series);
    }

    static long next(Transaction transaction, long series, Measure measure) throws SQLException {
        return 1
                + transaction.number(
                        "SELECT COALESCE(MAX(number), 0) FROM verdict WHERE series = ? AND measure = ?",
                        series,
                        measure.word());
    }

    static void insert(Transaction transaction, long series, StoredVerdict verdict) throws SQLException {
        transaction.update(
                "INSERT INTO verdict (series, measure, number, run, told_at, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                series,
                verdict.measure().word(),
                verdict.number(),
                verdict.run().value(),
                Timestamps.text(verdict.at()),
                verdict.said().word(),
                SeriesShapes.body(verdict.said()));
    }

    /// Stores one that was told elsewhere. Where the series was judged here as well, and its number is taken, it gets
    /// the next one: both have said what they said.
    ///
    /// @return whether it was new
    static boolean restore(Transaction transaction, long series, StoredVerdict verdict) throws SQLException {
        var known = list(transaction, series, verdict.measure());
        if (known.stream().anyMatch(one -> one.with(verdict.number()).equals(verdict))) {
            return false;
        }
        var taken = known.stream().anyMatch(one -> one.number() == verdict.number());
        insert(transaction, series, taken ? verdict.with(next(transaction, series, verdict.measure())) : verdict);
        return true;
    }

    private static StoredVerdict verdict(ResultSet row) throws SQLException {
        return new StoredVerdict(
                Measure.worded(row.getString("measure")),
                row.getLong("number"),
                new RunId(row.getString("run")),
                Timestamps.instant(row.getString("told_at")),
                SeriesShapes.said(row.getString("kind"), row.getString("body")));
    }
}
