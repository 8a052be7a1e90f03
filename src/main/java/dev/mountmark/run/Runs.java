package dev.mountmark.run;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.history.IdempotencyKey;
import dev.mountmark.history.RunFilter;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.history.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What can be asked of runs: everything above this room goes through here.
@ApplicationScoped
public class Runs {
    /// Checks the request against what is offered here and queues the run.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException when it asks for what does not exist here
    public Submission submit(RunRequest request, Optional<IdempotencyKey> key) {
        throw new UnsupportedOperationException();
    }

    public Optional<Run> find(RunId id) {
        throw new UnsupportedOperationException();
    }

    public List<Run> list(RunFilter filter) {
        throw new UnsupportedOperationException();
    }

    /// What has come out so far, benchmark by benchmark, in the order of the table.
    public List<Result> results(Run run) {
        throw new UnsupportedOperationException();
    }

    /// Asks the run to stop; does nothing when it has ended. The run as it stands then; empty when there is none.
    public Optional<Run> cancel(RunId id) {
        throw new UnsupportedOperationException();
    }

    /// Waits for events of a run after a number; empty when none came within the time, or the run has ended and has
    /// no more.
    public List<StoredEvent> await(RunId id, long after, Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// What can be measured here now.
    public List<RuntimeStatus> runtimes() {
        throw new UnsupportedOperationException();
    }

    /// The most runs that may be queued.
    public int capacity() {
        throw new UnsupportedOperationException();
    }
}
