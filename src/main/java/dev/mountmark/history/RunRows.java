package dev.mountmark.history;

import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.history.Shapes.PlanShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables `run` and `run_label`.
final class RunRows {
    private RunRows() {}

    /// Of this machine or from this data folder: a run that was left under another name of the machine is still ours.
    /// Where others write too, a run is whose data folder took it, whatever names they have.
    private static String ours(Transaction transaction) {
        return transaction.shared() ? "instance = ?" : "(instance = ? OR host = ?)";
    }

    private static List<Object> values(Transaction transaction, Instance instance) {
        return transaction.shared() ? List.of(instance.id()) : List.of(instance.id(), instance.host());
    }

    static Optional<Run> find(Transaction transaction, RunId id) throws SQLException {
        var row = transaction.first("SELECT * FROM run WHERE id = ?", Stored::of, id.value());
        return row.isPresent() ? Optional.of(row.get().run(transaction)) : Optional.empty();
    }

    static List<Run> list(Transaction transaction, RunFilter filter) throws SQLException {
        var where = new StringBuilder("SELECT * FROM run WHERE 1 = 1");
        var values = new ArrayList<@Nullable Object>();
        if (!filter.states().isEmpty()) {
            where.append(" AND state IN (").append(marks(filter.states())).append(')');
            values.addAll(filter.states());
        }
        if (filter.from() != null) {
            where.append(" AND submitted_at >= ?");
            values.add(Timestamps.text(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" AND submitted_at < ?");
            values.add(Timestamps.text(filter.to()));
        }
        if (filter.before() != null) {
            where.append(" AND (submitted_at, number) < (SELECT submitted_at, number FROM run WHERE id = ?)");
            values.add(known(transaction, filter.before()));
        }
        filter.labels().forEach((name, value) -> {
            where.append(" AND id IN (SELECT run FROM run_label WHERE name = ? AND value = ?)");
            values.add(name);
            values.add(value);
        });
        where.append(" ORDER BY submitted_at DESC, number DESC LIMIT ?");
        values.add(filter.limit());
        return whole(transaction, transaction.list(where.toString(), Stored::of, values.toArray()));
    }

    private static String known(Transaction transaction, String run) throws SQLException {
        return transaction
                .first("SELECT id FROM run WHERE id = ?", row -> row.getString(1), run)
                .orElseThrow(() -> new InvalidRequestException(
                        "before", "expected the id of a run, the last one of the page before, got " + run));
    }

    static boolean ours(Transaction transaction, Instance instance, RunId id) throws SQLException {
        var values = new ArrayList<@Nullable Object>(values(transaction, instance));
        values.add(id.value());
        return transaction.number(
                        "SELECT COUNT(*) FROM run WHERE " + ours(transaction) + " AND id = ?", values.toArray())
                > 0;
    }

    /// Ours in one of these states, oldest first.
    static List<Run> ours(Transaction transaction, Instance instance, String... states) throws SQLException {
        var values = new ArrayList<@Nullable Object>(values(transaction, instance));
        values.addAll(List.of(states));
        var rows = transaction.list(
                "SELECT * FROM run WHERE " + ours(transaction) + " AND state IN (" + marks(List.of(states))
                        + ") ORDER BY number",
                Stored::of,
                values.toArray());
        return whole(transaction, rows);
    }

    static int queued(Transaction transaction, Instance instance) throws SQLException {
        return Math.toIntExact(transaction.number(
                "SELECT COUNT(*) FROM run WHERE " + ours(transaction) + " AND state = 'queued'",
                values(transaction, instance).toArray()));
    }

    static void insert(Transaction transaction, Instance instance, Run run) throws SQLException {
        transaction.update(
                "INSERT INTO run (id, number, instance, host, state, submitted_at, plan)"
                        + " VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM run), ?, ?, ?, ?, ?)",
                run.id().value(),
                instance.id(),
                run.host(),
                run.state().word(),
                Timestamps.text(run.submittedAt()),
                Shapes.text(PlanShape.of(run.plan())));
        for (var label : run.labels().entrySet()) {
            transaction.update(
                    "INSERT INTO run_label (run, name, value) VALUES (?, ?, ?)",
                    run.id().value(),
                    label.getKey(),
                    label.getValue());
        }
        for (var position = 0; position < run.benchmarks().size(); position++) {
            CellRows.insert(transaction, run, position);
        }
    }

    /// A run that has ended stays as it is.
    static void change(Transaction transaction, RunId id, RunState state) throws SQLException {
        var shape = StateShape.of(state);
        var changed = transaction.update(
                "UPDATE run SET state = ?, started_at = ?, ended_at = ?, reason = ? WHERE id = ? AND ended_at IS NULL",
                shape.word(),
                shape.startedAt(),
                shape.endedAt(),
                shape.reason(),
                id.value());
        if (changed == 0) {
            throw new IllegalStateException(
                    "run: expected one that has not ended, got " + id + " on its way to " + state.word());
        }
    }

    /// Which installation took it.
    static String instance(Transaction transaction, RunId id) throws SQLException {
        return transaction
                .first("SELECT instance FROM run WHERE id = ?", row -> row.getString(1), id.value())
                .orElseThrow();
    }

    /// The oldest one that has ended without its series being told.
    static Optional<Run> unsummarised(Transaction transaction) throws SQLException {
        var row = transaction.first(
                "SELECT * FROM run WHERE summarised = FALSE AND ended_at IS NOT NULL ORDER BY number LIMIT 1",
                Stored::of);
        return row.isPresent() ? Optional.of(row.get().run(transaction)) : Optional.empty();
    }

    /// The one that ended first of those whose samples are whole still.
    static Optional<RunId> whole(Transaction transaction, Instant before) throws SQLException {
        return transaction.first(
                "SELECT id FROM run WHERE thinned_at IS NULL AND ended_at < ? AND summarised = TRUE"
                        + " ORDER BY ended_at LIMIT 1",
                row -> new RunId(row.getString(1)),
                Timestamps.text(before));
    }

    /// @return whether it was not yet
    static boolean thinned(Transaction transaction, RunId id, Instant at) throws SQLException {
        return transaction.update(
                        "UPDATE run SET thinned_at = ? WHERE id = ? AND thinned_at IS NULL",
                        Timestamps.text(at),
                        id.value())
                == 1;
    }

    static void exclude(Transaction transaction, RunId id, Exclusion exclusion) throws SQLException {
        transaction.update(
                "UPDATE run SET excluded_at = ?, exclusion_reason = ? WHERE id = ?",
                Timestamps.text(exclusion.since()),
                exclusion.reason(),
                id.value());
    }

    static void include(Transaction transaction, RunId id) throws SQLException {
        transaction.update("UPDATE run SET excluded_at = NULL, exclusion_reason = NULL WHERE id = ?", id.value());
    }

    static List<RunId> newestOfEachSeries(Transaction transaction, Instance instance) throws SQLException {
        return transaction.list("""
                SELECT id FROM run WHERE id IN (
                    SELECT (
                        SELECT newest.run FROM series_point AS newest JOIN run ON run.id = newest.run
                        WHERE newest.series = series.id AND run.excluded_at IS NULL
                        ORDER BY newest.started_at DESC, newest.run DESC LIMIT 1)
                    FROM series WHERE series.host = ? AND series.cache = 'warm')
                ORDER BY submitted_at, number""", row -> new RunId(row.getString("id")), instance.host());
    }

    static Optional<Instant> lastSuccess(Transaction transaction, Instance instance) throws SQLException {
        return transaction.first(
                "SELECT ended_at FROM run WHERE host = ? AND state = 'succeeded' ORDER BY ended_at DESC LIMIT 1",
                row -> Timestamps.instant(row.getString("ended_at")),
                instance.host());
    }

    private static List<Run> whole(Transaction transaction, List<Stored> rows) throws SQLException {
        var runs = new ArrayList<Run>();
        for (var row : rows) {
            runs.add(row.run(transaction));
        }
        return List.copyOf(runs);
    }

    private static String marks(Collection<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    /// A row of `run`, before its labels and cells are fetched.
    private record Stored(
            String id,
            StateShape state,
            PlanShape plan,
            String submittedAt,
            String host,
            @Nullable Exclusion exclusion) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getString("id"),
                    new StateShape(
                            row.getString("state"),
                            row.getString("started_at"),
                            row.getString("ended_at"),
                            row.getString("reason")),
                    Shapes.shape(row.getString("plan"), PlanShape.class),
                    row.getString("submitted_at"),
                    row.getString("host"),
                    exclusion(row.getString("exclusion_reason"), row.getString("excluded_at")));
        }

        private static @Nullable Exclusion exclusion(@Nullable String reason, @Nullable String since) {
            return reason == null || since == null ? null : new Exclusion(reason, Timestamps.instant(since));
        }

        Run run(Transaction transaction) throws SQLException {
            var labels = new TreeMap<String, String>();
            transaction.list(
                    "SELECT name, value FROM run_label WHERE run = ?",
                    row -> labels.put(row.getString("name"), row.getString("value")) == null,
                    id);
            return new Run(
                    new RunId(id),
                    state.state(),
                    labels,
                    plan.plan(),
                    Timestamps.instant(submittedAt),
                    host,
                    CellRows.list(transaction, id),
                    exclusion);
        }
    }
}
