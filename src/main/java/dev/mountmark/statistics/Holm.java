package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What several tests at once are worth.
public final class Holm {
    private Holm() {}

    /// Holm's step-down adjustment: of m p-values in ascending order the i-th is multiplied by m - i + 1, none ends
    /// below the one before it, and none above 1 (Holm 1979). Where one adjusted value is below 0.05, the chance
    /// that any of the differences told is none stays below 5 %, however the tests depend on each other.
    ///
    /// @param pValues 0 to 1 each, any number, none too
    /// @return one for each, in the order given
    public static double[] adjusted(double... pValues) {
        if (!Arrays.stream(pValues).allMatch(p -> p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("pValues: expected 0 to 1, got " + Arrays.toString(pValues));
        }
        var ascending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted((one, other) -> Double.compare(pValues[one], pValues[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        var adjusted = new double[pValues.length];
        var floor = 0.0;
        for (var i = 0; i < ascending.length; i++) {
            floor = Math.max(floor, Math.min(1, (ascending.length - i) * pValues[ascending[i]]));
            adjusted[ascending[i]] = floor;
        }
        return adjusted;
    }
}
