package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The table `untold`.
final class UntoldRows {
    private UntoldRows() {}

    static void insert(Transaction transaction, Instance instance, long series, StoredVerdict verdict)
            throws SQLException {
        transaction.update(
                "INSERT INTO untold (instance, number, series, measure, verdict)"
                        + " VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM untold WHERE instance = ?), ?, ?, ?)",
                instance.id(),
                instance.id(),
                series,
                verdict.measure().word(),
                verdict.number());
    }

    /// Those that are no news any more, or no longer there.
    static void forget(Transaction transaction, Instance instance, Instant before) throws SQLException {
        transaction.update(
                "DELETE FROM untold WHERE instance = ? AND NOT EXISTS (SELECT 1 FROM verdict"
                        + " WHERE verdict.series = untold.series AND verdict.measure = untold.measure"
                        + " AND verdict.number = untold.verdict AND verdict.told_at >= ?)",
                instance.id(),
                Timestamps.text(before));
    }

    static Optional<UntoldVerdict> first(Transaction transaction, Instance instance) throws SQLException {
        record Row(long number, long series, Measure measure, long verdict) {}
        var row = transaction.first(
                "SELECT number, series, measure, verdict FROM untold WHERE instance = ? ORDER BY number LIMIT 1",
                one -> new Row(
                        one.getLong("number"),
                        one.getLong("series"),
                        Measure.worded(one.getString("measure")),
                        one.getLong("verdict")),
                instance.id());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        var found = row.get();
        var verdict = VerdictRows.list(transaction, found.series(), found.measure()).stream()
                .filter(one -> one.number() == found.verdict())
                .findFirst()
                .orElseThrow();
        var series = SeriesRows.find(transaction, found.series()).orElseThrow();
        return Optional.of(new UntoldVerdict(found.number(), new VerdictReached(series, verdict)));
    }

    static void remove(Transaction transaction, Instance instance, long number) throws SQLException {
        transaction.update("DELETE FROM untold WHERE instance = ? AND number = ?", instance.id(), number);
    }
}
