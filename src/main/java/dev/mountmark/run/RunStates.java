package dev.mountmark.run;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where runs stand, changed by one at a time: nobody cancels what is just ending. Whatever failed
/// because the history was away can be asked for again, also when it has been stored all the same.
@ApplicationScoped
class RunStates {
    private final History history;
    private final Notices notices;
    private final Judge judge;
    private final Clock clock;

    RunStates(History history, Notices notices, Judge judge, Clock clock) {
        this.history = history;
        this.notices = notices;
        this.judge = judge;
        this.clock = clock;
    }

    /// Those that a process before this one left.
    synchronized void interruptThoseUnderWay() {
        for (var run : history.underWay()) {
            switch (run.state()) {
                case RunState.Running running -> change(run.id(), running.toInterrupted(clock.instant()));
                case RunState.Cancelling cancelling -> change(run.id(), cancelling.toInterrupted(clock.instant()));
                case RunState.Queued _,
                        RunState.Succeeded _,
                        RunState.Failed _,
                        RunState.Cancelled _,
                        RunState.Interrupted _ ->
                    throw new IllegalStateException(run.id() + " is not under way: " + run.state());
            }
        }
    }

    /// The oldest of the queue.
    Optional<Run> next(Predicate<Run> which) {
        return history.queue().stream().filter(which).findFirst();
    }

    /// Out of the queue.
    ///
    /// @return whether it is to be measured; false when it was cancelled before
    synchronized boolean begin(RunId id) {
        var state = history.run(id).orElseThrow().state();
        if (state instanceof RunState.Queued queued) {
            change(id, queued.toRunning(clock.instant()));
        }
        return !state.ended();
    }

    /// Asks a run to stop; does nothing when it has ended. The run as it stands then.
    ///
    /// @throws ForeignRunException when another installation is to stop it
    synchronized Optional<Run> cancel(RunId id) {
        var found = history.run(id);
        found.filter(run -> !run.state().ended() && !history.ours(id)).ifPresent(run -> {
            throw new ForeignRunException(run);
        });
        found.ifPresent(run -> {
            switch (run.state()) {
                case RunState.Queued queued -> change(id, queued.toCancelled(clock.instant()));
                case RunState.Running running -> change(id, running.toCancelling());
                case RunState.Cancelling _,
                        RunState.Succeeded _,
                        RunState.Failed _,
                        RunState.Cancelled _,
                        RunState.Interrupted _ -> {
                    // It is on its way there, or there already: asking twice is no mistake.
                }
            }
        });
        return history.run(id);
    }

    /// How an attempt came to its end.
    ///
    /// @param mistake ours, absent when there was none
    /// @param cancelled asked for while the history was away
    /// @param closing because the service ends
    record End(@Nullable String mistake, boolean cancelled, boolean closing) {}

    /// Nothing more is measured in this run. The run as it stands then.
    synchronized Run end(RunId id, End end) {
        var run = history.run(id).orElseThrow();
        var now = clock.instant();
        switch (run.state()) {
            case RunState.Cancelling cancelling -> change(id, cancelling.toCancelled(now));
            case RunState.Running running -> {
                if (end.cancelled()) {
                    change(id, running.toCancelling());
                    change(id, running.toCancelling().toCancelled(now));
                } else {
                    change(id, outcome(run, running, end, now));
                }
            }
            case RunState.Succeeded _, RunState.Failed _, RunState.Cancelled _, RunState.Interrupted _ ->
                toldBefore(id);
            case RunState.Queued _ -> throw new IllegalStateException(id + " ended but was " + run.state());
        }
        return history.run(id).orElseThrow();
    }

    private RunState outcome(Run run, RunState.Running running, End end, Instant now) {
        if (end.closing()) {
            return running.toInterrupted(now);
        }
        return Optional.ofNullable(end.mistake())
                .or(() -> whyFailed(run))
                .<RunState>map(reason -> running.toFailed(now, reason))
                .orElseGet(() -> running.toSucceeded(now));
    }

    /// A benchmark without a single counted sample has no result, given up or not.
    private Optional<String> whyFailed(Run run) {
        var counted = history.samples(run.id()).stream()
                .filter(Sample::counted)
                .map(Sample::benchmark)
                .toList();
        var failed = run.benchmarks().stream()
                .filter(cell -> cell.failure() != null || !counted.contains(cell.benchmark()))
                .toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        var first = failed.getFirst();
        var failure = first.failure();
        return Optional.of("%d of %d benchmarks failed; %s: %s"
                .formatted(
                        failed.size(),
                        run.benchmarks().size(),
                        first.benchmark().words(),
                        Objects.requireNonNullElse(
                                failure == null ? null : failure.message(), "no counted sample was taken in time.")));
    }

    private void change(RunId id, RunState state) {
        tell(history.change(id, state), state);
    }

    /// The answer to that change was lost.
    private void toldBefore(RunId id) {
        var run = history.run(id).orElseThrow();
        tell(history.events(id, 0).getLast(), run.state());
    }

    private void tell(StoredEvent event, RunState state) {
        if (state.ended()) {
            judge.judge();
        }
        notices.tell(event);
    }
}
