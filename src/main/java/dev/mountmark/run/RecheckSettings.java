package dev.mountmark.run;

import dev.mountmark.history.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How runtimes are kept in sight.
@ConfigMapping(prefix = "mountmark")
public interface RecheckSettings {
    /// How often runtimes are asked while nothing is measured, a second to a day. Each answer costs an engine a
    /// moment of work; a rare one lets `mountmark_runtime_up` be wrong for as long. While something is measured
    /// nobody is asked: measuring comes first.
    @WithDefault("1m")
    Duration runtimesRecheck();

    /// @throws StartRefusedException when it is out of its range
    static void check(RecheckSettings settings) {
        var every = settings.runtimesRecheck();
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofDays(1)) > 0) {
            throw new StartRefusedException("mountmark.runtimes-recheck: expected 1s to 1d, got " + every);
        }
    }
}
