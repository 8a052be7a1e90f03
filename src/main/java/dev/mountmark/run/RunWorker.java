package dev.mountmark.run;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.history.History;
import dev.mountmark.history.HistoryException;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes the runs of the queue, one at a time: two measurements at once would measure each other.
@ApplicationScoped
class RunWorker {
    private static final Logger LOG = Logger.getLogger(RunWorker.class);

    private final RunStates states;
    private final Notices notices;
    private final Patience patience;
    private final Upkeep upkeep;
    private final Runtimes runtimes;
    private final RunSettings settings;
    private final RecheckSettings recheck;
    private final Attempt.Around around;
    private final Thread thread = Thread.ofPlatform().name("runs").unstarted(this::work);
    private @Nullable Current current;
    private @Nullable RunId only;
    private boolean closing;

    /// @param cancelled asked for, whether or not that could be stored
    private record Current(RunId run, Stoppable steps, AtomicBoolean cancelled) {}

    RunWorker(
            History history,
            RunStates states,
            Notices notices,
            Patience patience,
            Upkeep upkeep,
            Runtimes runtimes,
            Catalogue catalogue,
            RunSettings settings,
            RecheckSettings recheck,
            Clock clock) {
        this.states = states;
        this.notices = notices;
        this.patience = patience;
        this.upkeep = upkeep;
        this.runtimes = runtimes;
        this.settings = settings;
        this.recheck = recheck;
        this.around = new Attempt.Around(
                history, notices, patience, runtimes, catalogue, clock, Ticker.SYSTEM, settings.giveUpAfter());
    }

    void start(@Observes StartupEvent event) {
        RunSettings.check(settings);
        RecheckSettings.check(recheck);
        states.interruptThoseUnderWay();
    }

    /// Not before the port is ours: a start that comes to nothing must not begin a run.
    void listen(@ObservesAsync HttpServerStart event) {
        thread.start();
    }

    /// Begins where no port is opened, for one run alone: the process ends with it, and who asks
    /// the process to end asks the run to.
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
        return upkeep.leaks();
    }

    /// Whether something is being measured now, or its end is being stored.
    synchronized boolean busy() {
        return current != null;
    }

    /// Asks a run to stop; does nothing when it has ended. The run as it stands then.
    ///
    /// @throws ForeignRunException when another installation is to stop it
    /// @throws HistoryException when that cannot be stored; what is being measured here stops all the same
    Optional<Run> cancel(RunId id) {
        try {
            var run = states.cancel(id);
            if (run.isPresent() && run.get().state() instanceof RunState.Cancelling) {
                stopCurrent(id);
            }
            return run;
        } catch (HistoryException e) {
            throw stopCurrent(id) ? e.adding("The run is being stopped all the same, and cancelled after that.") : e;
        }
    }

    private synchronized boolean stopCurrent(RunId id) {
        if (current == null || !current.run().equals(id)) {
            return false;
        }
        current.cancelled().set(true);
        current.steps().stop();
        return true;
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
        cancelOnly();
        synchronized (this) {
            closing = true;
            if (current != null) {
                current.steps().stop();
            }
        }
        patience.end();
        notices.wake();
        // Where the port was taken it has never begun.
        if (thread.getState() != Thread.State.NEW && !thread.join(settings.shutdownDeadline())) {
            LOG.warnf(
                    "The sample at hand was not removed, or what it gave not stored, within %s; the next start sees to"
                            + " that.",
                    settings.shutdownDeadline());
        }
        notices.close();
    }

    private void cancelOnly() {
        try {
            Optional.ofNullable(only()).ifPresent(this::cancel);
        } catch (HistoryException e) {
            LOG.error(e.getMessage());
        }
    }

    private synchronized @Nullable RunId only() {
        return only;
    }

    private void work() {
        takeBack();
        upkeep.reap();
        try {
            while (!closing()) {
                var seen = notices.seen();
                if (!takeNext() && !closing() && !upkeep.catchUp()) {
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
        } catch (HistoryException e) {
            LOG.errorf("What went on without us could not be taken: %s", e.getMessage());
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
            var next = patience.until(() -> states.next(this::ours));
            next.ifPresent(this::take);
            return next.isPresent();
        } catch (HistoryException e) {
            LOG.errorf("The queue of runs stumbled; it goes on in a moment: %s", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("The queue of runs stumbled; it goes on in a moment.", e);
            return false;
        }
    }

    private synchronized boolean closing() {
        return closing;
    }

    private boolean ours(Run run) {
        var alone = only();
        return alone == null || alone.equals(run.id());
    }

    private void take(Run run) {
        var mine = new Current(run.id(), new Stoppable(), new AtomicBoolean());
        if (!occupy(mine)) {
            return;
        }
        try {
            if (patience.until(() -> states.begin(run.id()))) {
                attempt(new Attempt(run, mine.steps(), around), mine.cancelled());
            }
        } finally {
            release();
        }
    }

    /// Before the run begins, so that whoever cancels it then finds what to stop.
    private synchronized boolean occupy(Current next) {
        if (closing) {
            return false;
        }
        current = next;
        return true;
    }

    private synchronized void release() {
        current = null;
    }

    private void attempt(Attempt attempt, AtomicBoolean cancelled) {
        String mistake = null;
        try {
            attempt.execute();
        } catch (HistoryException e) {
            LOG.errorf("run %s: %s", attempt.id(), e.getMessage());
            mistake = e.getMessage();
        } catch (Exception e) {
            LOG.errorf(e, "run %s", attempt.id());
            mistake = "Unexpected: " + e;
        }
        // What had been measured by now was not interrupted, however long it takes to be stored.
        var interrupted = closing();
        upkeep.reap();
        end(attempt.id(), mistake, cancelled, interrupted);
    }

    /// No other run is taken before this one's end is stored.
    private void end(RunId id, @Nullable String mistake, AtomicBoolean cancelled, boolean interrupted) {
        try {
            patience.until(() -> states.end(id, new RunStates.End(mistake, cancelled.get(), interrupted)));
        } catch (HistoryException e) {
            LOG.errorf("The end of run %s is not stored; after the next start it is interrupted.", id);
            throw e;
        }
    }
}
