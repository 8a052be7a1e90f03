package dev.mountmark.run;

import dev.mountmark.history.StoredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Tells streams and metrics what the history has already written. Nobody needs it to be right: who misses a notice
/// finds everything in the history.
@ApplicationScoped
class Notices {
    private static final Logger LOG = Logger.getLogger(Notices.class);

    private final Event<StoredEvent> observers;
    private final Event<VerdictsReached> verdicts;
    private final Event<HistoryImported> imports;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long count;
    private boolean closed;

    Notices(Event<StoredEvent> observers, Event<VerdictsReached> verdicts, Event<HistoryImported> imports) {
        this.observers = observers;
        this.verdicts = verdicts;
        this.imports = imports;
    }

    void tell(StoredEvent event) {
        fire(observers, event);
        wake();
    }

    void tell(VerdictsReached reached) {
        fire(verdicts, reached);
    }

    void tell(HistoryImported imported) {
        fire(imports, imported);
    }

    private static <T> void fire(Event<T> observers, T event) {
        try {
            observers.fire(event);
        } catch (RuntimeException e) {
            // Who only shows what happens must not end it.
            LOG.warn("An observer of runs failed", e);
        }
    }

    /// Lets all who wait look again.
    void wake() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// There will be no more: lets all who wait look again, and nobody wait any longer.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// How many there have been: read before looking into the history, given to [#await] after.
    long seen() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there have been more than `seen`, but not longer than told.
    void await(long seen, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (count == seen && left > 0 && !closed) {
                left = changed.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }
}
