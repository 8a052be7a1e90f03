package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

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

    /// The smallest p-value that samples of these sizes can have, when no two values are the same: none of the other
    /// `C(n + m, n)` orders is further out, on either side.
    ///
    /// @param values how many, at least 1
    /// @param reference how many, at least 1
    public static double smallestPValue(int values, int reference) {
        var orders = 1.0;
        for (var i = 1; i <= values; i++) {
            orders *= (double) (reference + i) / i;
        }
        return Math.min(1, 2 / orders);
    }

    /// How many values each of two samples needs before several such tests at once, adjusted by Holm, can show a
    /// difference at all.
    ///
    /// @param tests how many at once, at least 1
    /// @param level of all together, above 0 and below 1
    /// @return 4 for one test at 5 %, 5 for three
    public static int leastSamples(int tests, double level) {
        Expect.share("level", level);
        return IntStream.iterate(1, n -> n + 1)
                .filter(n -> tests * smallestPValue(n, n) < level)
                .findFirst()
                .orElseThrow();
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
