package dev.mountmark.workload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Names of files as the bytes that they are. Java shows a name by the locale's encoding and loses what that cannot
/// say: all of UTF-8 when a service is started without a locale.
final class FileNames {
    private static final char LOST = '\uFFFD';

    private FileNames() {}

    /// The last part of a path, each of its bytes as a character below 256.
    static String of(Path path) {
        var name = path.getFileName().toString();
        return name.chars().allMatch(c -> c < 128 && c != '?' && c != LOST)
                ? name
                : lastOf(path.toUri().getRawPath());
    }

    /// Text of ours in the same form.
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// A URI has the raw bytes, by percent signs.
    private static String lastOf(String uri) {
        var path = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        var name = path.substring(path.lastIndexOf('/') + 1);
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
