package dev.mountmark.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Cancels a run when this process is asked to end (Ctrl-C, SIGTERM) before the run has ended. Then the process waits
/// for it: who follows it hears of its end, and the exit code is that of the signal.
final class Interruption implements AutoCloseable {
    /// The sample at hand is stopped, and what it made removed.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final CompletableFuture<@Nullable String> submitted = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Cancellation cancellation;
    private final Thread hook = Thread.ofPlatform().name("cancel").unstarted(this::cancel);

    interface Cancellation {
        void cancel(String run) throws IOException, Refused;
    }

    /// Before the run is submitted: no moment is left in which nobody would cancel it.
    ///
    /// @throws IOException when the process is ending already
    Interruption(Cancellation cancellation) throws IOException {
        this.cancellation = cancellation;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            throw new IOException("stopped before anything was measured", ending);
        }
    }

    void submitted(String run) {
        submitted.complete(run);
    }

    private void cancel() {
        try {
            var run = submitted.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (run != null && over.getCount() > 0) {
                cancellation.cancel(run);
                over.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException | IOException | Refused e) {
            System.err.println("mountmark: the run could not be cancelled: " + e.getMessage());
        }
    }

    /// The run is over, or there is none.
    @Override
    public void close() {
        submitted.complete(null);
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It runs, and has just been told that there is nothing left to do.
            Thread.onSpinWait();
        }
    }
}
