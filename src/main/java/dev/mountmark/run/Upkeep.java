package dev.mountmark.run;

import dev.mountmark.history.HistoryException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// What is done between runs: what was left behind is removed, series are judged that were not, and raw samples go that
/// have become old.
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Runtimes runtimes;
    private final Judge judge;
    private final Thinning thinning;
    private final Patience patience;
    private volatile List<String> leaks = List.of();

    Upkeep(Runtimes runtimes, Judge judge, Thinning thinning, Patience patience) {
        this.runtimes = runtimes;
        this.judge = judge;
        this.thinning = thinning;
        this.patience = patience;
    }

    /// What is still there although it should have been removed, by name.
    List<String> leaks() {
        return leaks;
    }

    /// What cannot be looked for now is looked for after the next run, and must not keep this one from ending.
    void reap() {
        try {
            var left = runtimes.reap();
            left.stream()
                    .filter(one -> !leaks.contains(one))
                    .forEach(one -> LOG.warnf("Could not be removed: %s", one));
            leaks = left;
        } catch (RuntimeException e) {
            LOG.error("Left-overs could not be looked for.", e);
        }
    }

    /// While nothing is measured.
    ///
    /// @return whether there may be more to do
    boolean catchUp() {
        try {
            return patience.until(() -> judge.catchUp() || thinning.step());
        } catch (HistoryException e) {
            LOG.errorf(
                    "Series could not be judged or old samples removed; it is tried again after the next run: %s",
                    e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("Series could not be judged or old samples removed; it is tried again after the next run.", e);
            return false;
        }
    }
}
