package dev.mountmark.docker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The container engines to measure on. Without any, the one that is found on this machine.
@ConfigMapping(prefix = "mountmark.runtimes")
public interface RuntimeSettings {
    /// By slug: lower-case letters, digits and single dashes.
    @WithParentName
    Map<String, Declared> declared();

    interface Declared {
        /// Where the engine answers: `unix:///var/run/docker.sock`.
        Optional<URI> endpoint();

        /// Its name in tables; the slug when there is none.
        Optional<String> name();

        /// Where its bind mounts are made, as this service sees it; `mountmark.work-directory` when there
        /// is none.
        Optional<Path> workDirectory();

        /// The same folder as the engine sees it, where that is another path: an engine in a virtual
        /// machine, or this service in a container.
        Optional<String> engineWorkDirectory();
    }
}
