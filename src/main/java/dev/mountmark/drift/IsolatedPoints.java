package dev.mountmark.drift;

import java.util.Arrays;

/// Values that stand alone: one freak run is no change of level, and would look like one.
final class IsolatedPoints {
    private static final int BEFORE = 15;
    private static final int AFTER = 3;
    private static final double FAR = 5;
    private static final double NEAR = 3.5;
    /// Makes the median absolute deviation of a normal population its standard deviation.
    private static final double SCALE = 1.4826;

    private IsolatedPoints() {}

    /// The same series, in which each value that stands alone is the median of those around it:
    /// from 15 before to 3 after. It stands alone where it lies further than 5 scaled MADs from
    /// that median and both neighbours within 3.5; at an end there is one neighbour. Where MAD is
    /// 0, since most values around are the same, every other value is far and only those are
    /// near.
    static double[] replaced(double[] values) {
        var replaced = values.clone();
        for (var i = 0; i < values.length; i++) {
            var from = Math.max(0, i - BEFORE);
            var around = Arrays.copyOfRange(values, from, Math.min(values.length, i + AFTER + 1));
            var median = median(around.clone());
            var distances =
                    Arrays.stream(around).map(value -> Math.abs(value - median)).toArray();
            var mad = SCALE * median(distances.clone());
            var place = i - from;
            if (distances[place] > FAR * mad
                    && (place == 0 || distances[place - 1] <= NEAR * mad)
                    && (place == around.length - 1 || distances[place + 1] <= NEAR * mad)) {
                replaced[i] = median;
            }
        }
        return replaced;
    }

    /// @param values are sorted
    private static double median(double[] values) {
        Arrays.sort(values);
        var middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }
}
