package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;

/// What became of a request for a run.
public sealed interface Submission {
    /// It is in the queue.
    record Accepted(StoredEvent event) implements Submission {}

    /// The same key came with the same body before: that run stands for this request, too.
    record Repeated(RunId run) implements Submission {}

    /// The same key came with another body before.
    record KeyTaken(RunId run) implements Submission {}

    /// @param queued runs that wait already
    record QueueFull(int queued) implements Submission {}
}
