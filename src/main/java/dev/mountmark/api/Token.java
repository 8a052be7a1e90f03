package dev.mountmark.api;

import dev.mountmark.history.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What callers have to know, as the settings have it.
public final class Token {
    private Token() {}

    /// @throws StartRefusedException when the settings contradict each other or the file holds none, with the setting's
    ///     name
    public static Optional<String> of(ApiSettings settings) {
        if (settings.token().isPresent() && settings.tokenFile().isPresent()) {
            throw new StartRefusedException("mountmark.token: expected either this or mountmark.token-file, got both");
        }
        return settings.token()
                .map(token -> checked("mountmark.token", token))
                .or(() -> settings.tokenFile().map(Token::read));
    }

    private static String read(Path file) {
        try (var lines = Files.lines(file)) {
            return checked("mountmark.token-file", lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new StartRefusedException(
                    "mountmark.token-file: expected a file that can be read, got " + file + " (" + e + ")");
        }
    }

    private static String checked(String setting, String token) {
        var stripped = token.strip();
        if (stripped.isEmpty() || stripped.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new StartRefusedException(
                    setting + ": expected one word of printable ASCII characters, got another text or none");
        }
        return stripped;
    }
}
