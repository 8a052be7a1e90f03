package dev.mountmark.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How runs are taken in and given up.
@ConfigMapping(prefix = "mountmark.run")
public interface RunSettings {
    /// The most runs that may wait. With 0 every run is refused that cannot begin at once.
    @WithDefault("20")
    @Min(0)
    @Max(1000)
    int queueCapacity();

    /// After how many failed samples in a row a benchmark is given up. With 1 a single hiccup ends it; with many, a
    /// dead
    /// engine costs its deadline as many times.
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int giveUpAfter();

    /// How long the service waits at its end for the sample at hand to be removed.
    @WithDefault("8s")
    Duration shutdownDeadline();
}
