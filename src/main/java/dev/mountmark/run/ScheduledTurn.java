package dev.mountmark.run;

import java.util.Locale;

/// A schedule was due, and what became of it.
///
/// @param schedule its name
/// @param outcome what became of it
public record ScheduledTurn(String schedule, Outcome outcome) {
    public enum Outcome {
        /// Its run is in the queue.
        QUEUED,
        /// Its last run has not ended, the queue was full, or this machine slept through that
        /// time.
        SKIPPED,
        /// What it asks for cannot be measured now.
        REFUSED,
        /// It could not be asked for: the history is away.
        FAILED;

        /// The word that metrics use.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
