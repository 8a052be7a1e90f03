package dev.mountmark.history;

import dev.mountmark.benchmark.RunState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a run stands, as the database keeps it.
///
/// @param word of the state
/// @param startedAt as [Timestamps] writes it, absent before
/// @param endedAt the same
/// @param reason of a failure, absent otherwise
@RegisterForReflection
record StateShape(
        String word,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable String reason) {
    static StateShape of(RunState state) {
        var reason = switch (state) {
            case RunState.Failed failed -> failed.reason();
            case RunState.Queued _,
                    RunState.Running _,
                    RunState.Cancelling _,
                    RunState.Succeeded _,
                    RunState.Cancelled _,
                    RunState.Interrupted _ -> null;
        };
        return new StateShape(state.word(), text(state.begun()), text(state.over()), reason);
    }

    RunState state() {
        return switch (word) {
            case "queued" -> new RunState.Queued();
            case "running" -> new RunState.Running(time(startedAt));
            case "cancelling" -> new RunState.Cancelling(time(startedAt));
            case "succeeded" -> new RunState.Succeeded(time(startedAt), time(endedAt));
            case "failed" -> new RunState.Failed(time(startedAt), time(endedAt), known(reason));
            case "cancelled" -> new RunState.Cancelled(startedAt == null ? null : time(startedAt), time(endedAt));
            case "interrupted" -> new RunState.Interrupted(time(startedAt), time(endedAt));
            default -> throw new IllegalStateException("history: expected the state of a run, got " + word);
        };
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Timestamps.text(time);
    }

    private Instant time(@Nullable String text) {
        return Timestamps.instant(known(text));
    }

    private String known(@Nullable String part) {
        if (part == null) {
            throw new IllegalStateException("history: expected a complete state, got " + this);
        }
        return part;
    }
}
