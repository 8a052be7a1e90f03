package dev.mountmark.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Whether one thing goes up or down with another, by their orders alone (Kendall 1938): the position within a
/// round, say, with the time relative to the benchmark's own median.
///
/// @param tau -1 to 1: tau-b, pairs in the same order less pairs in opposite order, as a share of those that have
///     one
/// @param pValue two-sided, 0 to 1: how often there is such an order by chance
/// @param exact whether the p-value is of the exact distribution, or of the normal approximation
public record Kendall(double tau, double pValue, boolean exact) {
    /// Up to this many values on a side the p-value is exact, as long as at most one side has ties.
    public static final int EXACT_COUNT = 60;

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// The test of two lists, pair by pair.
    ///
    /// @param first at least one, finite
    /// @param second finite, one for each of the first
    /// @return empty where one side does not change at all, so that there is no order
    public static Optional<Kendall> of(double[] first, double[] second) {
        if (Expect.finite("first", first).length != Expect.finite("second", second).length) {
            throw new IllegalArgumentException("second: expected " + first.length + " values, got " + second.length);
        }
        var firstTies = Ties.of(first);
        var secondTies = Ties.of(second);
        var ordered = Math.sqrt((double) firstTies.orderedPairs()) * Math.sqrt((double) secondTies.orderedPairs());
        if (ordered == 0) {
            return Optional.empty();
        }
        var surplus = surplus(first, second);
        var exact = first.length <= EXACT_COUNT && (firstTies.none() || secondTies.none());
        return Optional.of(new Kendall(
                Math.clamp(surplus / ordered, -1, 1),
                exact
                        ? exactly(surplus, firstTies.none() ? secondTies : firstTies)
                        : normally(surplus, firstTies, secondTies),
                exact));
    }

    /// Pairs in the same order less pairs in opposite order.
    private static long surplus(double[] first, double[] second) {
        var surplus = 0L;
        for (var i = 0; i < first.length; i++) {
            for (var j = 0; j < i; j++) {
                surplus += (long) (Math.signum(first[i] - first[j]) * Math.signum(second[i] - second[j]));
            }
        }
        return surplus;
    }

    /// Where one side has no ties, pairs in opposite order are the inversions of the other.
    private static double exactly(long surplus, Ties ties) {
        var fewer = (ties.orderedPairs() - Math.abs(surplus)) / 2;
        return Math.min(1, 2 * Inversions.atMost((int) fewer, ties));
    }

    /// With the variance for ties on both sides (Kendall, Rank Correlation Methods, 4th edition, 4.4), without
    /// correction for continuity, as SciPy has it.
    private static double normally(long surplus, Ties first, Ties second) {
        double n = first.count();
        var pairs = n * (n - 1);
        var variance = (pairs * (2 * n + 5) - first.varianceSum() - second.varianceSum()) / 18
                + (double) first.sum(2) * second.sum(2) / (2 * pairs)
                + (n > 2 ? (double) first.sum(3) * second.sum(3) / (9 * pairs * (n - 2)) : 0);
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(surplus) / Math.sqrt(variance)));
    }
}
