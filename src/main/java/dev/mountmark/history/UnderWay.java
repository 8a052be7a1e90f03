package dev.mountmark.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What has begun and has not ended, so that the end of the service can wait for it, but not for ever.
final class UnderWay {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// When each began, by the system's nanoseconds, by its number.
    private final SequencedMap<Long, Long> begun = new LinkedHashMap<>();

    private long last;

    <T> T count(Supplier<T> work) {
        var number = begin();
        try {
            return work.get();
        } finally {
            end(number);
        }
    }

    private long begin() {
        lock.lock();
        try {
            last++;
            begun.put(last, System.nanoTime());
            changed.signalAll();
            return last;
        } finally {
            lock.unlock();
        }
    }

    private void end(long number) {
        lock.lock();
        try {
            begun.remove(number);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for what is under way now, and for nothing that begins meanwhile.
    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var newest = last;
            var left = atMost.toNanos();
            while (left > 0 && !begun.isEmpty() && begun.firstEntry().getKey() <= newest) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when something has taken so long, from now on; maybe never.
    void awaitSlow(Duration slow) throws InterruptedException {
        lock.lock();
        try {
            var since = System.nanoTime();
            while (true) {
                if (begun.isEmpty()) {
                    changed.await();
                    continue;
                }
                var taken = System.nanoTime()
                        - since
                        - Math.max(0, begun.firstEntry().getValue() - since);
                if (taken >= slow.toNanos()) {
                    return;
                }
                changed.awaitNanos(slow.toNanos() - taken);
            }
        } finally {
            lock.unlock();
        }
    }
}
