package dev.mountmark.api;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.run.Runs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Goes along with a run until it or the service has ended. Who stops listening stops nothing else.
///
/// @param runs where events come from
/// @param silence after how long without news the listener is told that there is none
record Following(Runs runs, Duration silence) {
    /// What becomes of the events; an [IOException] ends the following.
    interface Listener {
        void event(StoredEvent event) throws IOException;

        void silence() throws IOException;
    }

    /// @param after the number of the last event that is known already, 0 for none
    void follow(RunId id, long after, Listener listener) throws IOException {
        var last = after;
        var over = false;
        while (!over) {
            // Looked at before the events: what came between the two is then among them.
            var ended = runs.closed()
                    || runs.find(id).map(run -> run.state().ended()).orElse(true);
            var events = await(id, last);
            for (var event : events) {
                listener.event(event);
                last = event.number();
            }
            over = ended && events.isEmpty();
            if (!ended && events.isEmpty()) {
                listener.silence();
            }
        }
    }

    private java.util.List<StoredEvent> await(RunId id, long last) throws InterruptedIOException {
        try {
            return runs.await(id, last, silence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service ends.");
        }
    }
}
