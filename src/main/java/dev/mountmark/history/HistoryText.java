package dev.mountmark.history;

import dev.mountmark.benchmark.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A text line by line, of which no more than one line is in memory.
final class HistoryText {
    /// Bytes. A sample takes up to 2 KiB, so this is a run of 8,000 or more; the native program, which has 256 MiB in
    /// all, reads one in a fifth of them.
    static final int LONGEST_LINE = 16 << 20;

    private static final int BUFFER = 64 << 10;

    private final InputStream text;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int line;

    HistoryText(InputStream text) {
        this.text = text;
    }

    /// The number of the line that was read last, from 1.
    int line() {
        return line;
    }

    /// Without its end; absent after the last one.
    ///
    /// @throws InvalidRequestException when it is longer than a line may be
    byte @Nullable [] next() throws IOException {
        line++;
        var bytes = new ByteArrayOutputStream();
        while (fill()) {
            var end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (bytes.size() + end - from > LONGEST_LINE) {
                throw new InvalidRequestException("", "expected at most " + LONGEST_LINE + " bytes, got more");
            }
            bytes.write(buffer, from, end - from);
            from = end + 1;
            if (end < to) {
                return bytes.toByteArray();
            }
        }
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }

    /// @return whether there is something in the buffer
    private boolean fill() throws IOException {
        if (from >= to) {
            from = 0;
            to = Math.max(0, text.read(buffer));
        }
        return from < to;
    }
}
