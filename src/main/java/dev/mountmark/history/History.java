package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was ever asked and measured. Each method is one transaction; when it returns, it is on disk. All of
/// them finish on an interrupted thread, too, and leave it interrupted.
///
/// Each throws [HistoryException] when the database cannot be used; nothing is stored then.
@ApplicationScoped
public class History {
    private final Database database;
    private final Instance instance;
    private final InstantSource clock;

    @Inject
    History(Database database, Instance instance) {
        this(database, instance, InstantSource.system());
    }

    History(Database database, Instance instance, InstantSource clock) {
        this.database = database;
        this.instance = instance;
        this.clock = clock;
    }

    /// Does nothing but fail where the others would.
    void open() {
        lastSuccess();
    }

    /// A run as it stands, the samples left out.
    public Optional<Run> run(RunId id) {
        return database.read(transaction -> RunRows.find(transaction, id));
    }

    /// Whether it is for this installation to measure, cancel and end this run.
    public boolean ours(RunId id) {
        return database.read(transaction -> RunRows.ours(transaction, instance, id));
    }

    /// By the time of their submission, newest first, imported ones too.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException when `before` names no run
    public List<Run> runs(RunFilter filter) {
        return database.read(transaction -> RunRows.list(transaction, filter));
    }

    /// In the order in which they were taken.
    public List<Sample> samples(RunId id) {
        return database.read(transaction -> SampleRows.list(transaction, id, 1));
    }

    /// Runs of this host, or of this data folder under a former name of the host, in the state `queued`, oldest first.
    public List<Run> queue() {
        return database.read(transaction -> RunRows.ours(transaction, instance, "queued"));
    }

    /// Runs of the same that are neither queued nor ended, oldest first.
    public List<Run> underWay() {
        return database.read(transaction -> RunRows.ours(transaction, instance, "running", "cancelling"));
    }

    /// Stores a new run, with its event, unless the queue is full or the key is known.
    ///
    /// @param run in the state `queued`, no benchmark in it twice
    /// @param key the client's idempotency key with the digest of the request's body, absent when it gave none
    /// @param capacity the most runs that may be queued
    public Submission submit(Run run, Optional<IdempotencyKey> key, int capacity) {
        if (!(run.state() instanceof RunState.Queued)) {
            throw new IllegalArgumentException(
                    "run: expected queued, got " + run.state().word());
        }
        return database.write(transaction -> {
            transaction.alone();
            var known = key.isPresent() ? KeyRows.find(transaction, instance, key.get()) : Optional.<Submission>empty();
            return known.isPresent() ? known.get() : submit(transaction, run, key, capacity);
        });
    }

    private Submission submit(Transaction transaction, Run run, Optional<IdempotencyKey> key, int capacity)
            throws SQLException {
        var queued = RunRows.queued(transaction, instance);
        if (queued >= capacity) {
            return new Submission.QueueFull(queued);
        }
        RunRows.insert(transaction, instance, run);
        if (key.isPresent()) {
            KeyRows.insert(transaction, instance, key.get(), run.id());
        }
        return new Submission.Accepted(tell(transaction, run.id(), new RunEvent.RunChanged(run.state())));
    }

    /// Stores the state, with its event and, when that is its end, what the run says of its series.
    ///
    /// @throws IllegalStateException when the run has ended: that is final
    public StoredEvent change(RunId id, RunState state) {
        return database.write(transaction -> {
            RunRows.change(transaction, id, state);
            if (state.ended()) {
                PointRows.summarise(transaction, RunRows.find(transaction, id).orElseThrow());
            }
            return tell(transaction, id, new RunEvent.RunChanged(state));
        });
    }

    /// Stores that a run is left out, with its event; where it is already, only the reason changes. Empty when it is
    /// for this very reason.
    ///
    /// @throws IllegalStateException when there is no such run or it has not ended
    public Optional<StoredEvent> exclude(RunId id, Exclusion exclusion) {
        return database.write(transaction -> {
            var before = ended(transaction, id).exclusion();
            var next = before == null ? exclusion : new Exclusion(exclusion.reason(), before.since());
            if (next.equals(before)) {
                return Optional.empty();
            }
            RunRows.exclude(transaction, id, next);
            PointRows.unjudged(transaction, id);
            return Optional.of(tell(transaction, id, new RunEvent.RunExcluded(next)));
        });
    }

    /// Stores that a run is no longer left out, with its event; empty when it is not.
    ///
    /// @throws IllegalStateException when there is no such run or it has not ended
    public Optional<StoredEvent> include(RunId id) {
        return database.write(transaction -> {
            if (ended(transaction, id).exclusion() == null) {
                return Optional.empty();
            }
            RunRows.include(transaction, id);
            PointRows.unjudged(transaction, id);
            return Optional.of(tell(transaction, id, new RunEvent.RunIncluded()));
        });
    }

    private static Run ended(Transaction transaction, RunId id) throws SQLException {
        return RunRows.find(transaction, id)
                .filter(run -> run.state().ended())
                .orElseThrow(() -> new IllegalStateException("run: expected one that has ended, got " + id));
    }

    /// Stores the sample, with its event.
    public StoredEvent add(RunId id, RunEvent.SampleTaken taken) {
        return database.write(transaction -> {
            SampleRows.insert(transaction, id, taken.sample());
            return tell(transaction, id, taken);
        });
    }

    /// Stores that a benchmark was given up, with its event.
    public StoredEvent fail(RunId id, Benchmark benchmark, Failure failure) {
        return database.write(transaction -> {
            CellRows.fail(transaction, id, benchmark, failure);
            return tell(transaction, id, new RunEvent.BenchmarkFailed(benchmark, failure));
        });
    }

    /// Stores what it took to make a benchmark ready.
    public void prepared(RunId id, Benchmark benchmark, Map<Phase, Double> seconds) {
        database.write(transaction -> CellRows.prepared(transaction, id, benchmark, seconds));
    }

    /// Stores what is only told.
    ///
    /// @param event none of those that come with a change: they have methods of their own
    public StoredEvent tell(RunId id, RunEvent event) {
        return switch (event) {
            case RunEvent.Preparing _, RunEvent.RoundStarted _ ->
                database.write(transaction -> tell(transaction, id, event));
            case RunEvent.RunChanged _,
                    RunEvent.SampleTaken _,
                    RunEvent.BenchmarkFailed _,
                    RunEvent.RunExcluded _,
                    RunEvent.RunIncluded _ ->
                throw new IllegalArgumentException("event: expected one that changes nothing, got " + event);
        };
    }

    private StoredEvent tell(Transaction transaction, RunId id, RunEvent event) throws SQLException {
        return EventRows.insert(transaction, id, clock.instant(), event);
    }

    /// The events of a run after a number, in order; 0 for all.
    public List<StoredEvent> events(RunId id, long after) {
        return database.read(transaction -> EventRows.list(transaction, id, after));
    }

    /// The newest ended runs that together hold the newest result of every series of this host, oldest first. A run
    /// holds a result of a series when it succeeded or failed, is not excluded, and that benchmark was not given up
    /// and has a sample that counts.
    public List<RunId> newestOfEachSeries() {
        return database.read(transaction -> RunRows.newestOfEachSeries(transaction, instance));
    }

    /// The newest event of a run that tells of a sample, and so how far it has come.
    public Optional<StoredEvent> newestSample(RunId id) {
        return database.read(transaction -> EventRows.newestSample(transaction, id));
    }

    /// When a run of this host last succeeded.
    public Optional<Instant> lastSuccess() {
        return database.read(transaction -> RunRows.lastSuccess(transaction, instance));
    }
}
