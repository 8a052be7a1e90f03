package dev.mountmark.docker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How container engines are looked for and reached.
@ConfigMapping(prefix = "mountmark")
public interface DiscoverySettings {
    /// Whether engines are taken that no setting names: from Docker's contexts, `DOCKER_HOST` and known sockets. With
    /// `false` there is what `mountmark.runtimes` declares, and nothing else.
    @WithDefault("true")
    boolean discovery();

    /// The program that opens `ssh://`, by its name or path.
    @WithDefault("ssh")
    String ssh();
}
