package dev.mountmark.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets answers come to their end before the service does. Streams end when the run or the service does, but that takes
/// a moment in which the database and everything else they need has to be there.
@ApplicationScoped
class OpenAnswers {
    /// Right after the guard, which refuses most of what should not be waited for.
    private static final int EARLY = 9_000;

    /// Somebody who does not read what was sent to him keeps nobody waiting longer than twice this.
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int open;

    void count(@Observes Filters filters) {
        filters.register(
                context -> {
                    change(1);
                    context.addEndHandler(_ -> change(-1));
                    context.next();
                },
                EARLY);
    }

    /// Counts what is answered without HTTP as well.
    <T> T during(Answer<T> answer) throws IOException {
        change(1);
        try {
            return answer.give();
        } finally {
            change(-1);
        }
    }

    interface Answer<T> {
        T give() throws IOException;
    }

    /// After the run at hand has been stopped, which is told to the streams.
    void await(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        await();
    }

    /// After the history has given up what hangs, so that these answers can say so.
    void awaitRest(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        await();
    }

    private void await() throws InterruptedException {
        lock.lock();
        try {
            var left = LONGEST.toNanos();
            while (open > 0 && left > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            open += by;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
