package dev.mountmark.run;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.workload.Catalogue;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes the runs of the queue, one at a time: two measurements at once would measure each other.
@ApplicationScoped
class RunWorker {
    private static final Logger LOG = Logger.getLogger(RunWorker.class);

    private final History history;
    private final Notices notices;
    private final Judge judge;
    private final Upkeep upkeep;
    private final Runtimes runtimes;
    private final RunSettings settings;
    private final RecheckSettings recheck;
    private final Clock clock;
    private final Attempt.Around around;
    private final Thread thread = Thread.ofPlatform().name("runs").unstarted(this::work);
    private volatile List<String> leaks = List.of();
    private @Nullable Current current;
    private @Nullable RunId only;
    private boolean closing;

    private record Current(RunId run, Stoppable steps) {}

    RunWorker(
            History history,
            Notices notices,
            Judge judge,
            Upkeep upkeep,
            Runtimes runtimes,
            Catalogue catalogue,
            RunSettings settings,
            RecheckSettings recheck,
            Clock clock) {
        this.history = history;
        this.notices = notices;
        this.judge = judge;
        this.upkeep = upkeep;
        this.runtimes = runtimes;
        this.settings = settings;
        this.recheck = recheck;
        this.clock = clock;
        this.around =
                new Attempt.Around(history, notices, runtimes, catalogue, clock, Ticker.SYSTEM, settings.giveUpAfter());
    }

    void start(@Observes StartupEvent event) {
        RunSettings.check(settings);
        RecheckSettings.check(recheck);
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

    /// Not before the port is ours: a start that comes to nothing must not begin a run.
    void listen(@ObservesAsync HttpServerStart event) {
        thread.start();
    }

    /// Begins where no port is opened, for one run alone: the process ends with it, and who asks the process to end
    /// asks
    /// the run to.
    synchronized void begin(RunId run) {
        only = run;
        if (closing) {
            cancel(run);
        } else {
            thread.start();
        }
    }

    /// What is still there although it should have been removed, by name.
    List<String> leaks() {
        return leaks;
    }

    /// Whether something is being measured now.
    synchronized boolean busy() {
        return current != null;
    }

    /// Asks a run to stop; does nothing when it has ended. The run as it stands then.
    synchronized Optional<Run> cancel(RunId id) {
        var found = history.run(id);
        found.ifPresent(run -> {
            switch (run.state()) {
                case RunState.Queued queued -> change(id, queued.toCancelled(clock.instant()));
                case RunState.Running running -> {
                    change(id, running.toCancelling());
                    if (current != null && current.run().equals(id)) {
                        current.steps().stop();
                    }
                }
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

    /// While whoever follows a run is still connected, and hears of its end.
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stop();
    }

    /// For a start that came to nothing, which is told of the end only.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    private void stop() throws InterruptedException {
        if (notices.closed()) {
            return;
        }
        synchronized (this) {
            if (only != null) {
                cancel(only);
            }
            closing = true;
            if (current != null) {
                current.steps().stop();
            }
        }
        notices.wake();
        // Where the port was taken it has never begun.
        if (thread.getState() != Thread.State.NEW && !thread.join(settings.shutdownDeadline())) {
            LOG.warnf(
                    "The sample at hand was not removed within %s; it will be at the next start.",
                    settings.shutdownDeadline());
        }
        notices.close();
    }

    private void work() {
        takeBack();
        reap();
        try {
            while (!closing()) {
                var seen = notices.seen();
                if (!takeNext() && !catchUp()) {
                    notices.await(seen, recheck.runtimesRecheck());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("asked to end while waiting for runs");
        }
    }

    private void takeBack() {
        try {
            new TakingBack(around).all();
        } catch (RuntimeException e) {
            LOG.error("What went on without us could not be taken.", e);
        }
    }

    /// Asks the runtimes first, by the one thread that measures: never beside a sample.
    ///
    /// @return whether there was one
    private boolean takeNext() {
        try {
            runtimes.now();
            var next = begin();
            next.ifPresent(this::attempt);
            return next.isPresent();
        } catch (RuntimeException e) {
            LOG.error("The queue of runs stumbled; it goes on in a moment.", e);
            return false;
        }
    }

    /// While nothing is measured.
    ///
    /// @return whether there may be more to do
    private boolean catchUp() {
        try {
            return judge.catchUp() || upkeep.step();
        } catch (RuntimeException e) {
            LOG.error("Series could not be judged or old samples removed; it is tried again after the next run.", e);
            return false;
        }
    }

    private synchronized boolean closing() {
        return closing;
    }

    private synchronized Optional<Attempt> begin() {
        if (closing) {
            return Optional.empty();
        }
        return history.queue().stream().filter(this::ours).findFirst().map(run -> {
            var steps = new Stoppable();
            current = new Current(run.id(), steps);
            if (!(run.state() instanceof RunState.Queued queued)) {
                throw new IllegalStateException(run.id() + " is in the queue but " + run.state());
            }
            change(run.id(), queued.toRunning(clock.instant()));
            return new Attempt(run, steps, around);
        });
    }

    private boolean ours(Run run) {
        return only == null || only.equals(run.id());
    }

    private void attempt(Attempt attempt) {
        String mistake = null;
        try {
            attempt.execute();
        } catch (Exception e) {
            LOG.errorf(e, "run %s", attempt.id());
            mistake = "Unexpected: " + e;
        }
        reap();
        end(attempt.id(), mistake);
    }

    /// What cannot be looked for now is looked for after the next run, and must not keep this one from ending.
    private void reap() {
        try {
            var left = runtimes.reap();
            left.stream()
                    .filter(one -> !leaks.contains(one))
                    .forEach(one -> LOG.warnf("Could not be removed: %s", one));
            leaks = left;
        } catch (RuntimeException e) {
            LOG.error("Left-overs could not be looked for.", e);
        }
    }

    private synchronized void end(RunId id, @Nullable String mistake) {
        current = null;
        var run = history.run(id).orElseThrow();
        var now = clock.instant();
        switch (run.state()) {
            case RunState.Cancelling cancelling -> change(id, cancelling.toCancelled(now));
            case RunState.Running running -> {
                var reason = Optional.ofNullable(mistake).or(() -> whyFailed(run));
                if (closing) {
                    change(id, running.toInterrupted(now));
                } else if (reason.isPresent()) {
                    change(id, running.toFailed(now, reason.get()));
                } else {
                    change(id, running.toSucceeded(now));
                }
            }
            case RunState.Queued _,
                    RunState.Succeeded _,
                    RunState.Failed _,
                    RunState.Cancelled _,
                    RunState.Interrupted _ -> throw new IllegalStateException(id + " ended but was " + run.state());
        }
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
        var event = history.change(id, state);
        if (state.ended()) {
            judge.judge();
        }
        notices.tell(event);
    }
}
