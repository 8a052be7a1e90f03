package dev.mountmark.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes an answer that comes in parts. Nothing is logged here: an error is told to who waits.
abstract class Parts<T> implements ResultCallback<T> {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Closeable connection;
    private volatile @Nullable Throwable error;
    private volatile boolean closed;

    @Override
    public final void onStart(Closeable connection) {
        this.connection = connection;
        if (closed) {
            // Given up before it began to answer.
            closeQuietly(connection);
        }
    }

    @Override
    public final void onError(Throwable throwable) {
        if (!closed) {
            error = throwable;
        }
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }

    /// @return whether the last part came in time
    final boolean await(Duration deadline) throws InterruptedException {
        var inTime = ended.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        var wrong = error;
        if (wrong != null) {
            throw new IllegalStateException(wrong);
        }
        return inTime;
    }

    /// Hangs up.
    @Override
    public final void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            closeQuietly(open);
        }
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // Nobody reads from it any more.
            return;
        }
    }
}
