package dev.mountmark.docker;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Collects what a command in a container prints, up to a bound: an answer of the wrapper is short, and
/// what floods is none.
final class ExecOutput extends Parts<Frame> {
    private static final int MOST_BYTES = 1 << 20;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private volatile long endedAt = System.nanoTime();

    @Override
    public synchronized void onNext(Frame frame) {
        endedAt = System.nanoTime();
        var target = frame.getStreamType() == StreamType.STDERR ? errors : output;
        var payload = frame.getPayload();
        target.write(payload, 0, Math.min(payload.length, MOST_BYTES - target.size()));
    }

    @Override
    public void onComplete() {
        endedAt = System.nanoTime();
        super.onComplete();
    }

    /// When the last part or the end came, by the clock of [System#nanoTime()].
    long endedAt() {
        return endedAt;
    }

    synchronized String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    synchronized String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
