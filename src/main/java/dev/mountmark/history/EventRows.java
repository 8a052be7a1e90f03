package dev.mountmark.history;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.HistoryLines.EventLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// The table `event`.
final class EventRows {
    private EventRows() {}

    static StoredEvent insert(Transaction transaction, RunId run, Instant at, RunEvent event) throws SQLException {
        transaction.hold("run", run.value());
        var number = 1 + transaction.number("SELECT COALESCE(MAX(number), 0) FROM event WHERE run = ?", run.value());
        transaction.update(
                "INSERT INTO event (run, number, told_at, kind, body) VALUES (?, ?, ?, ?, ?)",
                run.value(),
                number,
                Timestamps.text(at),
                EventShapes.kind(event),
                EventShapes.body(event));
        return new StoredEvent(run, number, at, event);
    }

    /// As they are kept, all of a run in order.
    static List<EventLine> lines(Transaction transaction, RunId run) throws SQLException {
        return transaction.list(
                "SELECT * FROM event WHERE run = ? ORDER BY number",
                row -> new EventLine(
                        row.getLong("number"),
                        row.getString("told_at"),
                        row.getString("kind"),
                        HistoryLines.tree(row.getString("body"))),
                run.value());
    }

    /// Stores one that was told elsewhere.
    ///
    /// @param samples of the run, by number
    static void restore(Transaction transaction, RunId run, EventLine line, Map<Integer, Sample> samples)
            throws SQLException {
        var body = line.body().toString();
        EventShapes.event(
                line.kind(),
                body,
                number -> Optional.ofNullable(samples.get(number))
                        .orElseThrow(() -> new InvalidRequestException(
                                "events.body.sample", "expected a sample of the run, got number " + number)));
        transaction.update(
                "INSERT INTO event (run, number, told_at, kind, body) VALUES (?, ?, ?, ?, ?)",
                run.value(),
                line.number(),
                Timestamps.text(Timestamps.instant(line.at())),
                line.kind(),
                body);
    }

    static List<StoredEvent> list(Transaction transaction, RunId run, long after) throws SQLException {
        var rows = transaction.list(
                "SELECT * FROM event WHERE run = ? AND number > ? ORDER BY number",
                EventRows::stored,
                run.value(),
                after);
        var samples = samples(transaction, run, rows);
        return rows.stream().map(row -> row.event(run, samples)).toList();
    }

    /// The newest event that tells of a sample.
    static Optional<StoredEvent> newestSample(Transaction transaction, RunId run) throws SQLException {
        var newest = transaction.first(
                "SELECT * FROM event WHERE run = ? AND kind = ? ORDER BY number DESC LIMIT 1",
                EventRows::stored,
                run.value(),
                EventShapes.SAMPLE_TAKEN);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(newest.get().event(run, samples(transaction, run, List.of(newest.get()))));
    }

    /// How it went on from sample to sample.
    static void removeProgress(Transaction transaction, RunId run) throws SQLException {
        transaction.update(
                "DELETE FROM event WHERE run = ? AND kind IN (?, ?, ?)",
                run.value(),
                EventShapes.SAMPLE_TAKEN,
                EventShapes.ROUND_STARTED,
                EventShapes.PREPARING);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("number"), row.getString("told_at"), row.getString("kind"), row.getString("body"));
    }

    private static IntFunction<Sample> samples(Transaction transaction, RunId run, List<Stored> rows)
            throws SQLException {
        var first = rows.stream()
                .filter(Stored::tellsSample)
                .mapToInt(Stored::sample)
                .min();
        if (first.isEmpty()) {
            return number -> {
                throw new IllegalStateException("history: expected no sample, got number " + number);
            };
        }
        var samples = SampleRows.list(transaction, run, first.getAsInt()).stream()
                .collect(Collectors.toMap(Sample::number, Function.identity()));
        return samples::get;
    }

    private record Stored(long number, String at, String kind, String body) {
        boolean tellsSample() {
            return kind.equals(EventShapes.SAMPLE_TAKEN);
        }

        int sample() {
            return Shapes.shape(body, EventShapes.TakenShape.class).sample();
        }

        StoredEvent event(RunId run, IntFunction<Sample> samples) {
            return new StoredEvent(run, number, Timestamps.instant(at), EventShapes.event(kind, body, samples));
        }
    }
}
