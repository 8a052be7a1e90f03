package dev.mountmark.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

/// What of a series is judged.
public enum Measure {
    /// The median of the counted samples, in seconds.
    TIME,
    /// How many times as long it takes as the reference: when the whole host becomes slower, it stays.
    RATIO;

    /// The word used in JSON and in the history.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Measure worded(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("history: expected time or ratio, got " + word));
    }

    /// What a point says of it; empty where it says nothing.
    OptionalDouble of(SeriesPoint point) {
        return switch (this) {
            case TIME -> OptionalDouble.of(point.medianSeconds());
            case RATIO -> point.ratio() == null ? OptionalDouble.empty() : OptionalDouble.of(point.ratio());
        };
    }
}
