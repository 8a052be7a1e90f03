package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.drift.State;
import dev.mountmark.history.SeriesShapes.ChangeShape;
import dev.mountmark.history.SeriesShapes.LevelShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables `series` and `judgement`.
final class SeriesRows {
    private SeriesRows() {}

    static Optional<Series> find(Transaction transaction, long id) throws SQLException {
        return transaction.first("SELECT series.*, id AS series FROM series WHERE id = ?", SeriesRows::series, id);
    }

    static List<Long> unjudged(Transaction transaction, int limit) throws SQLException {
        return transaction.list(
                "SELECT id FROM series WHERE unjudged = TRUE ORDER BY id LIMIT ?", row -> row.getLong(1), limit);
    }

    static void unjudged(Transaction transaction, long id, boolean unjudged) throws SQLException {
        transaction.update("UPDATE series SET unjudged = ? WHERE id = ?", unjudged, id);
    }

    static List<SeriesJudgement> judgements(Transaction transaction, SeriesFilter filter) throws SQLException {
        var sql = new StringBuilder("SELECT * FROM judgement JOIN series ON series.id = judgement.series WHERE 1 = 1");
        var values = new ArrayList<@Nullable Object>();
        restrict(sql, values, "host", filter.host());
        restrict(sql, values, "runtime", filter.runtime());
        restrict(sql, values, "scenario", filter.scenario());
        restrict(sql, values, "workload", filter.workload());
        // Those of a table stand together; time comes before ratio.
        sql.append(" ORDER BY host, workload, runtime, scenario, series.id, measure DESC");
        return transaction.list(sql.toString(), SeriesRows::judgement, values.toArray());
    }

    private static void restrict(
            StringBuilder sql, List<@Nullable Object> values, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" AND series.").append(column).append(" = ?");
            values.add(value);
        }
    }

    static List<SeriesJudgement> judgements(Transaction transaction, long series) throws SQLException {
        return transaction.list(
                "SELECT * FROM judgement JOIN series ON series.id = judgement.series WHERE series.id = ?"
                        + " ORDER BY measure DESC",
                SeriesRows::judgement,
                series);
    }

    static void remove(Transaction transaction, long series, Measure measure) throws SQLException {
        transaction.update("DELETE FROM judgement WHERE series = ? AND measure = ?", series, measure.word());
    }

    static void insert(Transaction transaction, SeriesJudgement judgement) throws SQLException {
        transaction.update(
                "INSERT INTO judgement (series, measure, state, detail, runs, newest_run, newest_at, newest_value,"
                        + " baseline, level, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                judgement.series().id(),
                judgement.measure().word(),
                judgement.state().word(),
                detail(judgement.state()),
                judgement.runs(),
                judgement.newestRun().value(),
                Timestamps.text(judgement.newestAt()),
                judgement.newestValue(),
                level(judgement.baseline()),
                level(judgement.level()),
                judgement
                        .change()
                        .map(change -> Shapes.text(ChangeShape.of(change)))
                        .orElse(null));
    }

    private static @Nullable String level(Optional<SeriesLevel> level) {
        return level.map(known -> Shapes.text(LevelShape.of(known))).orElse(null);
    }

    private static Optional<SeriesLevel> level(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(known -> Shapes.shape(known, LevelShape.class).level());
    }

    private static @Nullable Double detail(State state) {
        return switch (state) {
            case State.Learning(var missing) -> (double) missing;
            case State.Unstable(var tellable) -> tellable;
            case State.Stable _, State.Regressed _, State.Improved _, State.Stale _ -> null;
        };
    }

    private static State state(String word, double detail) {
        return switch (word) {
            case "learning" -> new State.Learning((int) detail);
            case "stable" -> new State.Stable();
            case "regressed" -> new State.Regressed();
            case "improved" -> new State.Improved();
            case "unstable" -> new State.Unstable(detail);
            default -> throw new IllegalStateException("history: expected a state of a series, got " + word);
        };
    }

    private static SeriesJudgement judgement(ResultSet row) throws SQLException {
        return new SeriesJudgement(
                series(row),
                Measure.worded(row.getString("measure")),
                state(row.getString("state"), row.getDouble("detail")),
                row.getInt("runs"),
                new RunId(row.getString("newest_run")),
                Timestamps.instant(row.getString("newest_at")),
                row.getDouble("newest_value"),
                level(row.getString("baseline")),
                level(row.getString("level")),
                Optional.ofNullable(row.getString("change"))
                        .map(text -> Shapes.shape(text, ChangeShape.class).change()));
    }

    /// The series' id is taken from the column `series`.
    private static Series series(ResultSet row) throws SQLException {
        return new Series(
                row.getLong("series"),
                row.getString("host"),
                new Slug(row.getString("runtime")),
                Shapes.scenario(row.getString("scenario")),
                new Slug(row.getString("workload")),
                row.getString("workload_digest"),
                Shapes.cache(row.getString("cache")));
    }
}
