package dev.mountmark.run;

import dev.mountmark.history.Retention;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Removes what has become old, a little at a time, while nothing is measured.
@ApplicationScoped
class Thinning {
    private static final Logger LOG = Logger.getLogger(Thinning.class);

    /// So few runs that one that is asked for meanwhile does not wait.
    private static final int STEP = 10;

    private final Retention retention;
    private final RetentionSettings settings;
    private final Clock clock;
    private int runs;
    private int samples;

    Thinning(Retention retention, RetentionSettings settings, Clock clock) {
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        RetentionSettings.check(settings);
    }

    /// By the one thread that measures.
    ///
    /// @return whether there may be more
    boolean step() {
        if (settings.samples().isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var before = now.minus(settings.samples().get());
        for (var i = 0; i < STEP; i++) {
            var thinned = retention.thinNext(before, now);
            if (thinned.isEmpty()) {
                tell();
                return false;
            }
            runs++;
            samples += thinned.get().samples();
        }
        return true;
    }

    private void tell() {
        if (runs > 0) {
            LOG.infof(
                    "Removed %d raw samples of %d runs that ended more than %s ago; their results stay.",
                    samples, runs, settings.samples().orElseThrow());
            runs = 0;
            samples = 0;
        }
    }
}
