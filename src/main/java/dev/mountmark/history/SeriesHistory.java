package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.drift.Judging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Results over many runs, and what is said of them. As with [History], each method is one transaction and throws
/// [HistoryException] when the database cannot be used.
@ApplicationScoped
public class SeriesHistory {
    /// What is older is no news any more, and not told.
    private static final Duration NEWS = Duration.ofDays(7);

    private final Database database;
    private final Instance instance;
    private final InstantSource clock;
    private volatile boolean remembering;

    @Inject
    SeriesHistory(Database database, Instance instance) {
        this(database, instance, InstantSource.system());
    }

    SeriesHistory(Database database, Instance instance, InstantSource clock) {
        this.database = database;
        this.instance = instance;
        this.clock = clock;
    }

    /// From now on each verdict that is reached here is remembered until it is told.
    public void rememberUntold() {
        remembering = true;
    }

    /// The oldest one that was reached here and is still to be told; none that is older than a week.
    public Optional<UntoldVerdict> untold() {
        return database.write(transaction -> {
            UntoldRows.forget(transaction, instance, clock.instant().minus(NEWS));
            return UntoldRows.first(transaction, instance);
        });
    }

    /// Stores that it has been told, or is given up.
    public void told(UntoldVerdict verdict) {
        database.write(transaction -> {
            UntoldRows.remove(transaction, instance, verdict.number());
            return true;
        });
    }

    private void insert(Transaction transaction, long series, StoredVerdict verdict) throws SQLException {
        VerdictRows.insert(transaction, series, verdict);
        if (remembering) {
            UntoldRows.insert(transaction, instance, series, verdict);
        }
    }

    /// How every series stands, those of a table together, its time before its ratio.
    public List<SeriesJudgement> newest(SeriesFilter filter) {
        return database.read(transaction -> SeriesRows.judgements(transaction, filter));
    }

    /// How one stands: its time, then its ratio where it has one; empty before its first run that counts.
    public List<SeriesJudgement> newest(long series) {
        return database.read(transaction -> SeriesRows.judgements(transaction, series));
    }

    public Optional<Series> find(long id) {
        return database.read(transaction -> SeriesRows.find(transaction, id));
    }

    /// Oldest first, without those of excluded runs.
    public List<SeriesPoint> points(long series) {
        return database.read(transaction -> PointRows.list(transaction, series));
    }

    /// In the order in which they were told.
    public List<StoredVerdict> verdicts(long series) {
        return database.read(transaction -> VerdictRows.list(transaction, series));
    }

    /// Writes what one more run says of its series that ended before this was written at once.
    ///
    /// @return whether there was one
    public boolean summariseNext() {
        return database.write(transaction -> {
            transaction.alone();
            var next = RunRows.unsummarised(transaction);
            if (next.isPresent()) {
                PointRows.summarise(transaction, next.get());
            }
            return next.isPresent();
        });
    }

    /// Series of which something changed since they were judged.
    ///
    /// @param limit the most to list
    public List<Long> unjudged(int limit) {
        return database.read(transaction -> SeriesRows.unjudged(transaction, limit));
    }

    /// Judges a series and stores how it stands, with what there is to tell.
    ///
    /// @param judging for the series
    /// @return what was told now
    public List<VerdictReached> judge(long id, Function<Series, Judging> judging) {
        return database.write(transaction -> {
            transaction.hold("series", id);
            var series = SeriesRows.find(transaction, id).orElseThrow();
            var told = new ArrayList<VerdictReached>();
            var points = PointRows.list(transaction, id);
            for (var measure : Measure.values()) {
                judge(transaction, series, measure, points, judging.apply(series))
                        .forEach(verdict -> told.add(new VerdictReached(series, verdict)));
            }
            SeriesRows.unjudged(transaction, id, false);
            return told;
        });
    }

    private List<StoredVerdict> judge(
            Transaction transaction, Series series, Measure measure, List<SeriesPoint> points, Judging judging)
            throws SQLException {
        SeriesRows.remove(transaction, series.id(), measure);
        var verdicts = new ArrayList<>(VerdictRows.list(transaction, series.id(), measure));
        var measured = new MeasuredSeries(series, measure, points, begun(transaction, series.id()));
        if (measured.isEmpty()) {
            return List.of();
        }
        var judgement = measured.judge(judging, verdicts);
        var fresh = measured.fresh(judgement, VerdictRows.next(transaction, series.id(), measure), clock.instant());
        for (var verdict : fresh) {
            insert(transaction, series.id(), verdict);
        }
        verdicts.addAll(fresh);
        SeriesRows.insert(transaction, measured.stored(judgement, verdicts));
        return fresh;
    }

    private static Map<RunId, Instant> begun(Transaction transaction, long series) throws SQLException {
        var begun = new HashMap<RunId, Instant>();
        transaction.list(
                "SELECT DISTINCT run, started_at FROM series_point WHERE series = ?"
                        + " AND run IN (SELECT run FROM verdict WHERE verdict.series = series_point.series)",
                row -> begun.put(new RunId(row.getString(1)), Timestamps.instant(row.getString(2))) == null,
                series);
        return begun;
    }

    /// Takes the newest level as the baseline of every measure that has one.
    ///
    /// @throws InvalidRequestException when there is none yet
    public List<VerdictReached> accept(long id, String reason) {
        return database.write(transaction -> {
            transaction.hold("series", id);
            var series = SeriesRows.find(transaction, id).orElseThrow();
            var told = new ArrayList<VerdictReached>();
            for (var judgement : SeriesRows.judgements(transaction, id)) {
                if (judgement.level().isPresent()) {
                    told.add(say(
                            transaction,
                            series,
                            judgement.measure(),
                            judgement.level().get().from(),
                            new StoredVerdict.Accepted(reason)));
                }
            }
            if (told.isEmpty()) {
                throw new InvalidRequestException(
                        "id",
                        "expected a series of at least " + Judging.LEARNING + " runs, got " + id
                                + ", which is learning still; there is no level yet to be accepted");
            }
            return told;
        });
    }

    /// Notes a change that a person knows of, at the first run at or after a point in time.
    ///
    /// @throws InvalidRequestException when there is no such run, with the field `at`
    public List<VerdictReached> mark(long id, Instant at, String reason) {
        return database.write(transaction -> {
            transaction.hold("series", id);
            var series = SeriesRows.find(transaction, id).orElseThrow();
            var points = PointRows.list(transaction, id);
            var from = points.stream().filter(point -> !point.at().isBefore(at)).findFirst();
            if (from.isEmpty() || from.get().equals(points.getFirst())) {
                throw new InvalidRequestException(
                        "at",
                        "expected a time with a run of this series before it and one at or after it, got " + at
                                + "; its first run began "
                                + (points.isEmpty()
                                        ? "never"
                                        : points.getFirst().at() + ", its newest "
                                                + points.getLast().at()));
            }
            var told = new ArrayList<VerdictReached>();
            for (var judgement : SeriesRows.judgements(transaction, id)) {
                told.add(say(
                        transaction, series, judgement.measure(), from.get().run(), new StoredVerdict.Marked(reason)));
            }
            return told;
        });
    }

    private VerdictReached say(
            Transaction transaction, Series series, Measure measure, RunId run, StoredVerdict.Said said)
            throws SQLException {
        var number = VerdictRows.next(transaction, series.id(), measure);
        var verdict = new StoredVerdict(measure, number, run, clock.instant(), said);
        insert(transaction, series.id(), verdict);
        SeriesRows.unjudged(transaction, series.id(), true);
        return new VerdictReached(series, verdict);
    }
}
