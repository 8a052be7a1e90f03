package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Where a true value lies, and how often a statement made this way is right.
///
/// @param lower in the unit of the values, belongs to the interval
/// @param upper in the unit of the values, belongs to the interval, at least `lower`
/// @param confidence the one this interval really has, not the one that was wanted; above 0, at most 1
public record Interval(double lower, double upper, double confidence) {
    /// The confidence that is wanted of every interval here.
    public static final double CONFIDENCE = 0.95;

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("upper: expected at least " + lower + ", got " + upper);
        }
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence: expected above 0, at most 1, got " + confidence);
        }
    }

    /// Of the median, at [#CONFIDENCE]: see [#ofMedian(double[], double)]. Needs six values.
    public static Optional<Interval> ofMedian(double... values) {
        return ofMedian(values, CONFIDENCE);
    }

    /// The exact order-statistic interval of the median: the k-th smallest and the k-th largest value, with the
    /// greatest k whose confidence is enough. It assumes nothing about the shape of the population: the median lies
    /// outside only when fewer than k values fall on one side of it, so the confidence is `1 - 2 P(B < k)` with B
    /// binomial in n trials of one half (Thompson 1936; David and Nagaraja, Order Statistics, 3rd edition, 7.1).
    /// Where values are tied it is at least that.
    ///
    /// @param values at least one, finite, in any order
    /// @param wanted the confidence it needs at least, above 0 and below 1
    /// @return empty where even smallest and largest are not enough, at 95 % below n = 6
    public static Optional<Interval> ofMedian(double[] values, double wanted) {
        var below = BinomialDistribution.of(Expect.finite("values", values).length, 0.5);
        var outside = (1 - Expect.share("wanted", wanted)) / 2;
        var rank = below.inverseCumulativeProbability(outside);
        while (below.cumulativeProbability(rank) <= outside) {
            rank++;
        }
        if (rank == 0) {
            return Optional.empty();
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return Optional.of(new Interval(
                sorted[rank - 1], sorted[sorted.length - rank], 1 - 2 * below.cumulativeProbability(rank - 1)));
    }

    /// Half of its width, in the unit of the values.
    public double halfWidth() {
        return (upper - lower) / 2;
    }

    /// Whether the value is one of those the interval does not rule out.
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
