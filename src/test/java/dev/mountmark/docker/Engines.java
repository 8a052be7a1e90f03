package dev.mountmark.docker;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/// Settings of engines as a configuration file would give them, and machines on which to look for them.
final class Engines {
    static final Hints NO_HINTS = new Hints(Machine.here(), null, Hints.Naming.GIVEN, Map.of());

    private Engines() {}

    /// @param properties with their whole names
    static RuntimeSettings settings(Map<String, String> properties) {
        return config(properties, RuntimeSettings.class);
    }

    /// @param properties with their whole names
    static DiscoverySettings discovery(Map<String, String> properties) {
        return config(properties, DiscoverySettings.class);
    }

    private static <T> T config(Map<String, String> properties, Class<T> mapping) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RuntimeSettings.class)
                .withMapping(DiscoverySettings.class);
        properties.forEach(builder::withDefaultValue);
        return builder.build().getConfigMapping(mapping);
    }

    /// A Linux whose root is a folder, with a user whose home is in it.
    static Machine linux(Path root, Map<String, String> environment) {
        return machine(root, environment, "Linux");
    }

    static Machine machine(Path root, Map<String, String> environment, String system) {
        return new Machine(environment, root.resolve("home/me"), system, root);
    }
}
