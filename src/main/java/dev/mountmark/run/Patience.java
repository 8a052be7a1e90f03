package dev.mountmark.run;

import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.History;
import dev.mountmark.history.HistoryException;
import dev.mountmark.history.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does with the history what must not be left undone, again and again while it is away, for as
/// long as that takes: a sample that took minutes is not thrown away because of a database that is
/// started anew. Only the end of the service ends it.
@ApplicationScoped
class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    /// Short enough that nobody who has mended the database waits for us.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final History history;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean ended;
    private @Nullable String away;

    Patience(History history) {
        this.history = history;
    }

    /// Why the queue waits; empty while it does not.
    Optional<String> away() {
        lock.lock();
        try {
            return Optional.ofNullable(away);
        } finally {
            lock.unlock();
        }
    }

    /// From now on everything is tried once.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @param work may be done more than once: an answer that is lost looks like a write that failed
    /// @throws HistoryException when the service ends first, or when trying again helps nothing
    <T> T until(Supplier<T> work) {
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                var done = work.get();
                back();
                return done;
            } catch (HistoryException e) {
                if (!e.passes() || !waited(e, pause)) {
                    throw e;
                }
            }
        }
    }

    /// Stores an event once, whatever becomes of the answers.
    ///
    /// @param write stores it
    StoredEvent store(RunId run, RunEvent event, Supplier<StoredEvent> write) {
        var tried = new AtomicBoolean();
        return until(() -> tried.getAndSet(true) ? stored(run, event).orElseGet(write) : write.get());
    }

    private Optional<StoredEvent> stored(RunId run, RunEvent event) {
        return history.events(run, 0).stream()
                .filter(one -> one.event().equals(event))
                .reduce((_, newest) -> newest);
    }

    private static Duration longer(Duration pause) {
        var next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private void back() {
        lock.lock();
        try {
            if (away != null) {
                LOG.info("The history is there again; the queue of runs goes on.");
                away = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whoever stores what was measured is not to be interrupted: that is kept for later.
    ///
    /// @return whether to try again
    private boolean waited(HistoryException problem, Duration pause) {
        var interrupted = false;
        lock.lock();
        try {
            if (away == null && !ended) {
                LOG.errorf("The queue of runs waits, and tries again until it works: %s", problem.getMessage());
            }
            away = problem.getMessage();
            var left = pause.toNanos();
            while (!ended && left > 0) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return !ended;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
