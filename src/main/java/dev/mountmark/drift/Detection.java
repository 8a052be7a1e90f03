package dev.mountmark.drift;

import java.util.Arrays;
import java.util.List;

/// How changes are looked for in a series.
///
/// @param window how many values are looked at together, [#SMALLEST_WINDOW] to [#LARGEST_WINDOW];
///     what it takes grows with it
/// @param pValue below which a change is one, above 0 and below 1
/// @param magnitude above which a change is one, as [Change#magnitude()] has it: 0.05 for 5 %; at
///     least 0
/// @param minimumSegment the least number of values between two changes, before the first and
///     after the last; at least 1, which is no condition
/// @param filter whether values that stand alone are left out of it ([IsolatedPoints])
public record Detection(int window, double pValue, double magnitude, int minimumSegment, boolean filter) {
    /// Below it there is nothing to divide.
    public static final int SMALLEST_WINDOW = 2;

    /// Above it a single window would take seconds.
    public static final int LARGEST_WINDOW = 1_000;

    /// What values may be at most, up and down, so that no sum of their differences is infinite.
    public static final double LARGEST_VALUE = 1e300;

    /// The least change that is told where nothing else is set: 5 %.
    public static final double MAGNITUDE = 0.05;

    private static final int WINDOW = 50;

    public Detection {
        if (window < SMALLEST_WINDOW || window > LARGEST_WINDOW) {
            throw new IllegalArgumentException(
                    "window: expected " + SMALLEST_WINDOW + " to " + LARGEST_WINDOW + ", got " + window);
        }
        if (!(pValue > 0 && pValue < 1)) {
            throw new IllegalArgumentException("pValue: expected above 0 and below 1, got " + pValue);
        }
        if (!(magnitude >= 0 && Double.isFinite(magnitude))) {
            throw new IllegalArgumentException("magnitude: expected at least 0, got " + magnitude);
        }
        if (minimumSegment < 1) {
            throw new IllegalArgumentException("minimumSegment: expected at least 1, got " + minimumSegment);
        }
    }

    /// Apache Otava 0.8.0 with its own defaults: equal in indices, levels and p-values.
    public static Detection otava() {
        return new Detection(WINDOW, 0.001, 0, 1, false);
    }

    /// What this product judges its own series by.
    ///
    /// @param magnitude the least change that is told, 0.05 for 5 %
    public static Detection ours(double magnitude) {
        return new Detection(WINDOW, 0.0001, magnitude, 3, true);
    }

    /// The same with half the magnitude and ten times the p-value: what it does not see either is
    /// not there.
    Detection lenient() {
        return new Detection(window, firstPass(), magnitude / 2, minimumSegment, filter);
    }

    /// The changes in a series.
    ///
    /// @param values oldest first, finite, at most [#LARGEST_VALUE] up and down; none is fine
    /// @return by index, ascending
    public List<Change> changes(double... values) {
        Arrays.stream(values)
                .filter(value -> !(Math.abs(value) <= LARGEST_VALUE))
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException(
                            "values: expected finite numbers up to " + LARGEST_VALUE + ", got " + value);
                });
        var looked = filter ? IsolatedPoints.replaced(values) : values;
        return Merging.of(looked, new Splitting(looked, window, firstPass()).places(), this);
    }

    /// Ten times the p-value, as far as that is one.
    private double firstPass() {
        return pValue < 0.05 ? pValue * 10 : pValue < 0.5 ? pValue * 2 : pValue;
    }
}
