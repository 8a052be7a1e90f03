package dev.mountmark.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/// Keeps what becomes of runtimes, as anybody may who observes it.
@ApplicationScoped
class Changes {
    private final List<RuntimeChange> changes = new ArrayList<>();

    synchronized void found(@Observes RuntimesFound found) {
        changes.addAll(found.changes());
    }

    synchronized void forget() {
        changes.clear();
    }

    synchronized List<RuntimeChange> all() {
        return List.copyOf(changes);
    }
}
