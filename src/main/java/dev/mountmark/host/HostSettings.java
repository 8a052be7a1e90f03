package dev.mountmark.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// Whether the host itself is measured.
@ConfigMapping(prefix = "mountmark")
public interface HostSettings {
    /// Whether the scenario `native` is offered. `auto`: unless this service runs in a container, whose own
    /// layer is no host. `always`: there as well, for people whose machine is a container. `never`: what
    /// containers do is compared with `no-volumes`.
    @WithName("native")
    @WithDefault("auto")
    Offer nativeOffer();

    /// As the setting has it.
    enum Offer {
        AUTO,
        ALWAYS,
        NEVER
    }
}
