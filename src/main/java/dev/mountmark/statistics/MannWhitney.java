package dev.mountmark.statistics;

import java.util.Arrays;

/// Whether two samples come from one population, by the order of their values alone (Mann and Whitney 1947).
///
/// @param statistic of all pairs of one value from each sample, in how many the first is greater; half a pair where
///     both are the same
/// @param pValue two-sided, 0 to 1: twice the smaller tail
/// @param exact whether the p-value is of the exact distribution, ties included, or of the normal approximation
///     with correction for ties and continuity
public record MannWhitney(double statistic, double pValue, boolean exact) {
    /// Up to this many pairs, 40 values in both samples, the p-value is exact. The cost grows with the square of
    /// the pairs.
    public static final int EXACT_PAIRS = 1_600;

    /// The test of two samples.
    ///
    /// @param values at least one, finite, in any order
    /// @param reference at least one, finite, in any order
    public static MannWhitney of(double[] values, double[] reference) {
        return of(Interleaving.of(
                sorted(Expect.finite("values", values)), sorted(Expect.finite("reference", reference)), 0));
    }

    private static MannWhitney of(Interleaving seen) {
        var low = seen.doubled() <= seen.pairs() ? seen : seen.reversed();
        var distribution = NullDistribution.of(low);
        var below = distribution.atMost(low.doubled());
        var above = 1 - distribution.atMost(low.doubled() - low.unit());
        return new MannWhitney(
                seen.doubled() / 2.0,
                Math.min(1, 2 * Math.min(below, above)),
                distribution instanceof ExactDistribution);
    }

    private static double[] sorted(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
