package dev.mountmark.benchmark;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a run stands. Each state carries only what is known in it and its legal transitions.
public sealed interface RunState {
    /// The word used in JSON, metrics and the history.
    String word();

    /// When the first work began, absent before.
    default @Nullable Instant begun() {
        return null;
    }

    /// When it came to its end, absent before.
    default @Nullable Instant over() {
        return null;
    }

    /// Why, absent when there is nothing to explain.
    default @Nullable String explanation() {
        return null;
    }

    default boolean ended() {
        return over() != null;
    }

    record Queued() implements RunState {
        public Running toRunning(Instant at) {
            return new Running(at);
        }

        public Cancelled toCancelled(Instant at) {
            return new Cancelled(null, at);
        }

        @Override
        public String word() {
            return "queued";
        }
    }

    record Running(Instant startedAt) implements RunState {
        public Cancelling toCancelling() {
            return new Cancelling(startedAt);
        }

        public Succeeded toSucceeded(Instant at) {
            return new Succeeded(startedAt, at);
        }

        public Failed toFailed(Instant at, String reason) {
            return new Failed(startedAt, at, reason);
        }

        public Interrupted toInterrupted(Instant at) {
            return new Interrupted(startedAt, at);
        }

        @Override
        public String word() {
            return "running";
        }

        @Override
        public Instant begun() {
            return startedAt;
        }
    }

    record Cancelling(Instant startedAt) implements RunState {
        public Cancelled toCancelled(Instant at) {
            return new Cancelled(startedAt, at);
        }

        public Interrupted toInterrupted(Instant at) {
            return new Interrupted(startedAt, at);
        }

        @Override
        public String word() {
            return "cancelling";
        }

        @Override
        public Instant begun() {
            return startedAt;
        }
    }

    /// Every benchmark has a result.
    record Succeeded(Instant startedAt, Instant endedAt) implements RunState {
        @Override
        public String word() {
            return "succeeded";
        }

        @Override
        public Instant begun() {
            return startedAt;
        }

        @Override
        public Instant over() {
            return endedAt;
        }
    }

    /// One or more benchmarks failed; each says why.
    record Failed(Instant startedAt, Instant endedAt, String reason) implements RunState {
        @Override
        public String word() {
            return "failed";
        }

        @Override
        public Instant begun() {
            return startedAt;
        }

        @Override
        public Instant over() {
            return endedAt;
        }

        @Override
        public String explanation() {
            return reason;
        }
    }

    /// Stopped on request.
    ///
    /// @param startedAt absent when it was still queued
    record Cancelled(@Nullable Instant startedAt, Instant endedAt) implements RunState {
        @Override
        public String word() {
            return "cancelled";
        }

        @Override
        public @Nullable Instant begun() {
            return startedAt;
        }

        @Override
        public Instant over() {
            return endedAt;
        }
    }

    /// The service went down; its samples are kept, it is not resumed.
    record Interrupted(Instant startedAt, Instant endedAt) implements RunState {
        @Override
        public String word() {
            return "interrupted";
        }

        @Override
        public Instant begun() {
            return startedAt;
        }

        @Override
        public Instant over() {
            return endedAt;
        }

        @Override
        public String explanation() {
            return "The service went down during this run; the samples taken before are kept.";
        }
    }
}
