package dev.mountmark.api;

import dev.mountmark.history.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Who is called when something is said of a series, for those who run no Alertmanager.
@ConfigMapping(prefix = "mountmark.webhook")
public interface WebhookSettings {
    /// Where the call goes, `http` or `https`. Nobody is called without one.
    Optional<URI> url();

    /// What the body is signed with. Not together with `secret-file`.
    Optional<String> secret();

    /// A file whose first line is the secret.
    Optional<Path> secretFile();

    /// How long one attempt may take, a tenth of a second to five minutes.
    @WithDefault("10s")
    Duration deadline();

    /// How often it is tried, 1 to 20.
    @WithDefault("6")
    int attempts();

    /// How long the first pause between two attempts is, a millisecond to an hour; each further
    /// one is twice as long.
    @WithDefault("2s")
    Duration pause();

    /// @throws StartRefusedException when one is not what it may be
    static void check(WebhookSettings settings) {
        settings.url().ifPresent(url -> {
            if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
                throw refused("url", "an address like https://example.org/hook", url);
            }
        });
        check("deadline", settings.deadline(), Duration.ofMillis(100), Duration.ofMinutes(5));
        check("pause", settings.pause(), Duration.ofMillis(1), Duration.ofHours(1));
        if (settings.attempts() < 1 || settings.attempts() > 20) {
            throw refused("attempts", "1 to 20", settings.attempts());
        }
    }

    private static void check(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refused(setting, least + " to " + most, value);
        }
    }

    private static StartRefusedException refused(String setting, String expected, Object got) {
        return new StartRefusedException("mountmark.webhook." + setting + ": expected " + expected + ", got " + got);
    }
}
