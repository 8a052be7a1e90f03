package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that was ever asked and measured. Each method is one transaction; when it returns, it is on disk.
@ApplicationScoped
public class History {
    /// A run as it stands, the samples left out.
    public Optional<Run> run(RunId id) {
        throw new UnsupportedOperationException();
    }

    /// Newest first.
    public List<Run> runs(RunFilter filter) {
        throw new UnsupportedOperationException();
    }

    /// In the order in which they were taken.
    public List<Sample> samples(RunId id) {
        throw new UnsupportedOperationException();
    }

    /// Runs of this host in the state `queued`, oldest first.
    public List<Run> queue() {
        throw new UnsupportedOperationException();
    }

    /// Runs that are neither queued nor ended.
    public List<Run> underWay() {
        throw new UnsupportedOperationException();
    }

    /// Stores a new run, with its event, unless the queue is full or the key is known.
    ///
    /// @param key the client's idempotency key with the digest of the request's body, absent when it gave none
    /// @param capacity the most runs that may be queued
    public Submission submit(Run run, Optional<IdempotencyKey> key, int capacity) {
        throw new UnsupportedOperationException();
    }

    /// Stores the state, with its event.
    public StoredEvent change(RunId id, RunState state) {
        throw new UnsupportedOperationException();
    }

    /// Stores the sample, with its event.
    public StoredEvent add(RunId id, RunEvent.SampleTaken taken) {
        throw new UnsupportedOperationException();
    }

    /// Stores that a benchmark was given up, with its event.
    public StoredEvent fail(RunId id, Benchmark benchmark, Failure failure) {
        throw new UnsupportedOperationException();
    }

    /// Stores what it took to make a benchmark ready.
    public void prepared(RunId id, Benchmark benchmark, Map<Phase, Double> seconds) {
        throw new UnsupportedOperationException();
    }

    /// Stores what is only told.
    public StoredEvent tell(RunId id, RunEvent event) {
        throw new UnsupportedOperationException();
    }

    /// The events of a run after a number, in order; 0 for all.
    public List<StoredEvent> events(RunId id, long after) {
        throw new UnsupportedOperationException();
    }

    /// The newest ended runs that together hold the newest result of every series, oldest first.
    public List<RunId> newestOfEachSeries() {
        throw new UnsupportedOperationException();
    }

    /// When a run last succeeded.
    public Optional<Instant> lastSuccess() {
        throw new UnsupportedOperationException();
    }
}
