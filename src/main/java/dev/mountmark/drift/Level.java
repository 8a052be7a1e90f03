package dev.mountmark.drift;

import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import java.util.Arrays;
import java.util.Optional;

/// What the runs between two changes took.
///
/// @param from index of the first run
/// @param runs how many, at least 1
/// @param median of their values, above 0
/// @param interval of the median, exact; empty below six runs, which carry none
public record Level(int from, int runs, double median, Optional<Interval> interval) {
    /// @param to index behind the last run
    static Level of(double[] values, int from, int to) {
        var summary = Summary.of(Arrays.copyOfRange(values, from, to));
        return new Level(from, to - from, summary.median(), summary.medianInterval());
    }

    /// How many times as large this level is as the other one: above 1 where it is worse.
    public double ratioTo(Level other) {
        return median / other.median;
    }

    /// Whether it is larger than the other one by more than this share of it.
    boolean exceeds(Level other, double magnitude) {
        return ratioTo(other) > 1 + magnitude;
    }
}
