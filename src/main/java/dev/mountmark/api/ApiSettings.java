package dev.mountmark.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Who may call, and how streams are kept open.
@ConfigMapping(prefix = "mountmark")
public interface ApiSettings {
    /// What callers have to send as `Authorization: Bearer …`. Without one everybody who reaches the port may call, and
    /// the service binds to no other address than loopback.
    Optional<String> token();

    /// A file whose first line is the token, so that it stands in no process list or environment. Not together with
    /// `mountmark.token`.
    Optional<Path> tokenFile();

    /// Names, without port, by which this service is called besides those of loopback (`bench.example.org`). A request
    /// whose `Host` is another one is refused: a page whose name was made to point here carries its own name there.
    Optional<Set<String>> allowedHosts();

    /// Whether `/q/health` answers callers from other machines without the token, for whoever keeps the service alive
    /// from
    /// outside and can send none, as a kubelet. It tells names of runtimes and why one is away, nothing else.
    @WithDefault("false")
    boolean openHealth();

    /// After how long without news a stream of events sends a comment, so that neither proxies nor clients give it up.
    @WithDefault("15s")
    Duration keepAlive();
}
