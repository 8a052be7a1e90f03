package dev.mountmark.history;

import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.Reason;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.drift.Direction;
import java.time.Instant;
import java.util.List;

/// What was told of a series, or said of it by a person. Never changed.
///
/// @param measure of what
/// @param number from 1 in its series and measure, in the order in which they were told
/// @param run it is about: of a change the first one of the new level
/// @param at when it was told
/// @param said what
public record StoredVerdict(Measure measure, long number, RunId run, Instant at, Said said) {
    StoredVerdict with(long other) {
        return new StoredVerdict(measure, other, run, at, said);
    }

    public sealed interface Said {
        /// The word used in JSON and in the history.
        default String word() {
            return switch (this) {
                case Changed changed ->
                    switch (changed.direction()) {
                        case REGRESSION -> "regression";
                        case IMPROVEMENT -> "improvement";
                    };
                case Withdrawn _ -> "withdrawn";
                case Accepted _ -> "accepted";
                case Marked _ -> "marked";
            };
        }
    }

    /// The level changed.
    ///
    /// @param before what the runs took since the change before it
    /// @param after what they took since this one, as known when it was told
    /// @param pValue of the detection
    /// @param facts of the environment that changed there
    public record Changed(
            Direction direction, SeriesLevel before, SeriesLevel after, double pValue, List<Facts.Change> facts)
            implements Said {
        public Changed {
            facts = List.copyOf(facts);
        }

        /// How many times as large the level is: above 1 for a regression.
        public double ratio() {
            return after.median() / before.median();
        }
    }

    /// A change that was told is no longer seen.
    public record Withdrawn() implements Said {}

    /// A person took the level that begins at this run as the baseline.
    public record Accepted(String reason) implements Said {
        public Accepted {
            Reason.checked(reason);
        }
    }

    /// A person knows of a change at this run.
    public record Marked(String reason) implements Said {
        public Marked {
            Reason.checked(reason);
        }
    }
}
