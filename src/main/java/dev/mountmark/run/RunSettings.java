package dev.mountmark.run;

import dev.mountmark.history.StartRefusedException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How runs are taken in and given up.
@ConfigMapping(prefix = "mountmark.run")
public interface RunSettings {
    /// The most runs that may wait, 0 to 1000. With 0 every run is refused that cannot begin at once.
    @WithDefault("20")
    int queueCapacity();

    /// After how many failed samples in a row a benchmark is given up, 1 to 100. With 1 a single hiccup ends it; with
    /// many, a dead engine costs its deadline as many times.
    @WithDefault("2")
    int giveUpAfter();

    /// How long the service waits at its end for the sample at hand to be removed.
    @WithDefault("8s")
    Duration shutdownDeadline();

    /// @throws StartRefusedException when a number is out of its range
    static void check(RunSettings settings) {
        check("queue-capacity", settings.queueCapacity(), 0, 1000);
        check("give-up-after", settings.giveUpAfter(), 1, 100);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new StartRefusedException(
                    "mountmark.run." + name + ": expected " + least + " to " + most + ", got " + value);
        }
    }
}
