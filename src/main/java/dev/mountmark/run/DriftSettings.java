package dev.mountmark.run;

import dev.mountmark.history.StartRefusedException;
import dev.mountmark.workload.WorkloadSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// What is told of series.
@ConfigMapping(prefix = "mountmark.drift")
public interface DriftSettings {
    /// The least change that is told, as a share of the level before, 0 to 10. With 0 everything that can be told from
    /// noise is told, also what nobody would notice.
    @WithDefault("0.05")
    double minimumMagnitude();

    /// How long it takes from one result of a series to the next. After twice that without one it is `stale`.
    /// Without this setting it is what a schedule of this instance that covers the series has as its
    /// longest time from one run to the next; a series that none covers is never stale.
    Optional<Duration> expectedInterval();

    /// @throws StartRefusedException when a number is out of its range
    static void check(DriftSettings settings, WorkloadSettings workloads) {
        check("mountmark.drift", settings.minimumMagnitude(), settings.expectedInterval());
        workloads
                .workloads()
                .forEach((name, choice) -> check(
                        "mountmark.workloads." + name, choice.minimumMagnitude().orElse(0), choice.expectedInterval()));
    }

    private static void check(String prefix, double magnitude, Optional<Duration> interval) {
        if (!(magnitude >= 0 && magnitude <= 10)) {
            throw new StartRefusedException(prefix + ".minimum-magnitude: expected 0 to 10, got " + magnitude);
        }
        interval.filter(length -> !length.isPositive()).ifPresent(length -> {
            throw new StartRefusedException(prefix + ".expected-interval: expected above 0, got " + length);
        });
    }
}
