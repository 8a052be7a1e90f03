package dev.mountmark.api;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that was not written by this service, as the body of a request or beside a command.
public final class ForeignFile {
    /// A thousand times of forty commands, or ten thousand lines.
    public static final int MOST_BYTES = 1 << 20;

    private ForeignFile() {}

    /// @throws Problem when it is too large
    static byte[] read(@Nullable InputStream body) throws IOException {
        var bytes = body == null ? new byte[0] : body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problems.tooLarge(MOST_BYTES, null);
        }
        return bytes;
    }
}
