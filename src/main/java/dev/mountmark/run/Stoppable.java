package dev.mountmark.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Runs one step after the other, each on a thread of its own that can be interrupted, so that an interrupt never
/// reaches whoever writes the outcome into the history.
final class Stoppable {
    private @Nullable Thread step;
    private boolean stopped;

    /// Interrupts the step at hand and lets no other begin.
    synchronized void stop() {
        stopped = true;
        if (step != null) {
            step.interrupt();
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /// @throws InterruptedException when it was stopped, before or during the step
    <T> T run(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        begin(Thread.ofVirtual().name("sample").unstarted(task));
        try {
            return uninterrupted(task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            end();
        }
    }

    private static <T> T uninterrupted(FutureTask<T> task) throws ExecutionException {
        while (true) {
            try {
                return task.get();
            } catch (InterruptedException e) {
                // Only the step itself is stopped by us; nobody interrupts the one who waits for it.
                continue;
            }
        }
    }

    private synchronized void begin(Thread thread) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped");
        }
        step = thread;
        thread.start();
    }

    private synchronized void end() {
        step = null;
    }
}
