package dev.mountmark.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/// Whether the level of a series changed at a place, by Student's t of the two sides with a
/// common variance, as Apache Otava has it: the standard deviations are those of a population
/// (divisor n), so t is larger than the textbook's by the root of n / (n - 1) about, and p
/// smaller. It takes the values to be normal and independent, and is no longer a test in the
/// strict sense where the place was looked for.
///
/// @param before mean of the values before the place
/// @param after mean of the values from the place on
/// @param pValue two-sided, 0 to 1. 0 where both sides are constant and differ, 1 for one value
///     on each side; not a number where both sides are constant and the same, so that there is
///     nothing to test
public record PooledTTest(double before, double after, double pValue) {
    /// The test of two neighbouring parts of a series.
    ///
    /// @param from index of the first value
    /// @param place index of the first value after the change, above `from`
    /// @param to index behind the last value, above `place`
    public static PooledTTest of(double[] values, int from, int place, int to) {
        if (!(0 <= from && from < place && place < to && to <= values.length)) {
            throw new IllegalArgumentException(
                    "place: expected above " + from + " and below " + to + " of " + values.length + ", got " + place);
        }
        var before = PairwiseSum.mean(values, from, place);
        var after = PairwiseSum.mean(values, place, to);
        var left = place - from;
        var right = to - place;
        var freedom = left + right - 2;
        if (freedom == 0) {
            return new PooledTTest(before, after, 1);
        }
        var variance =
                ((left - 1) * variance(values, from, place, before) + (right - 1) * variance(values, place, to, after))
                        / freedom;
        var t = (before - after) / Math.sqrt(variance * (1.0 / left + 1.0 / right));
        return new PooledTTest(before, after, twoSided(t, freedom));
    }

    private static double twoSided(double t, int freedom) {
        if (Double.isNaN(t)) {
            return t;
        }
        return Double.isInfinite(t) ? 0 : 2 * TDistribution.of(freedom).survivalProbability(Math.abs(t));
    }

    /// By way of the deviation, as Otava hands on that one.
    private static double variance(double[] values, int from, int to, double mean) {
        if (to - from == 1) {
            return 0;
        }
        var squares = new double[to - from];
        for (var i = from; i < to; i++) {
            squares[i - from] = (values[i] - mean) * (values[i] - mean);
        }
        var deviation = Math.sqrt(PairwiseSum.mean(squares, 0, squares.length));
        return deviation * deviation;
    }
}
