package dev.mountmark.api;

import dev.mountmark.history.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A word that only two sides know, as the settings have it.
final class Secret {
    private Secret() {}

    /// @param setting that holds it; `-file` behind that names the file
    /// @param file whose first line it is
    /// @throws StartRefusedException when both are set or there is none in there, with the
    ///     setting's name
    static Optional<String> of(String setting, Optional<String> value, Optional<Path> file) {
        if (value.isPresent() && file.isPresent()) {
            throw new StartRefusedException(setting + ": expected either this or " + setting + "-file, got both");
        }
        return value.map(secret -> checked(setting, secret)).or(() -> file.map(path -> read(setting + "-file", path)));
    }

    private static String read(String setting, Path file) {
        try (var lines = Files.lines(file)) {
            return checked(setting, lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new StartRefusedException(
                    setting + ": expected a file that can be read, got " + file + " (" + e + ")");
        }
    }

    private static String checked(String setting, String secret) {
        var stripped = secret.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new StartRefusedException(
                    setting + ": expected one word of printable ASCII characters, got another text or none");
        }
        return stripped;
    }
}
