package dev.mountmark.api;

import dev.mountmark.history.StartRefusedException;
import java.util.Optional;

/// What callers have to know, as the settings have it.
public final class Token {
    private Token() {}

    /// @throws StartRefusedException when the settings contradict each other or the file holds none, with the setting's
    ///     name
    public static Optional<String> of(ApiSettings settings) {
        return Secret.of("mountmark.token", settings.token(), settings.tokenFile());
    }
}
