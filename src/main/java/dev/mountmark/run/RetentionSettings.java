package dev.mountmark.run;

import dev.mountmark.history.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/// How long what was measured is kept in every detail.
@ConfigMapping(prefix = "mountmark.retention")
public interface RetentionSettings {
    /// After this, counted from the end of its run, a sample is only its time, a day at least; for ever without this
    /// setting. Results, series, verdicts and failures stay whatever it says. What is removed does not come back.
    Optional<Duration> samples();

    /// @throws StartRefusedException when it is out of its range
    static void check(RetentionSettings settings) {
        settings.samples().filter(age -> age.compareTo(Duration.ofDays(1)) < 0).ifPresent(age -> {
            throw new StartRefusedException("mountmark.retention.samples: expected at least 1d, got " + age);
        });
    }
}
