package dev.mountmark.workload;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;

/// Settings as a configuration file would give them.
public final class Settings {
    private Settings() {}

    /// @param more names without the prefix, and values, in turn
    public static WorkloadSettings in(Path dataDirectory, String... more) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(WorkloadSettings.class)
                .withDefaultValue("mountmark.data-directory", dataDirectory.toString())
                .withDefaultValue("mountmark.minimum-free-space", "1M");
        for (var i = 0; i < more.length; i += 2) {
            builder.withDefaultValue("mountmark." + more[i], more[i + 1]);
        }
        return builder.build().getConfigMapping(WorkloadSettings.class);
    }
}
