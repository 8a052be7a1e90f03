package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.Optional;

/// The interval of the shift between two samples that inverts the Mann-Whitney test: every shift that the test does
/// not refuse at half of what is left to each side (Lehmann 1963; Hollander, Wolfe and Chicken, 3rd edition, 4.3).
///
/// The test's answer changes only where a value of one sample passes one of the other, so each limit is one of the
/// pairwise differences: the smallest above which the test does not refuse. Without ties inside a sample the test
/// knows its rank beforehand. With them, the distribution changes with the shift, and the limit lies near that
/// rank.
final class ShiftInterval {
    /// Differences that differ by less are the same one: logarithms of times are exact to some 1e-15.
    private static final double SAME = 1e-12;

    private final double[] first;
    private final double[] second;
    private final PairwiseDifferences differences;
    private final double level;

    /// @param attained the level the test really has there, at most the wanted one
    private record Limit(double shift, double attained) {}

    private ShiftInterval(double[] first, double[] second, double level) {
        this.first = first;
        this.second = second;
        this.differences = new PairwiseDifferences(first, second);
        this.level = level;
    }

    /// What has to be taken off the first sample to make it the second.
    ///
    /// @param first ascending
    /// @param second ascending
    /// @return empty where the test can refuse nothing at this confidence
    static Optional<Interval> of(double[] first, double[] second, double confidence) {
        var level = (1 - confidence) / 2;
        var untied = NullDistribution.of(Interleaving.untied(first.length, second.length));
        var critical = untied.critical(level);
        if (critical < 0) {
            // Samples that do not overlap are as likely with ties inside them.
            return Optional.empty();
        }
        var rank = critical / 2 + 1;
        var lower = new ShiftInterval(first, second, level);
        if (isUntied(first) && isUntied(second)) {
            return Optional.of(lower.between(rank, 1 - 2 * untied.atMost(critical)));
        }
        var one = lower.search(rank);
        var other = new ShiftInterval(/* first= */ second, /* second= */ first, level).search(rank);
        return Optional.of(new Interval(one.shift, -other.shift, 1 - one.attained - other.attained));
    }

    private Interval between(long rank, double confidence) {
        return new Interval(differences.select(rank), differences.select(differences.count() + 1 - rank), confidence);
    }

    /// The lower limit, looked for step by step from where it would be without ties.
    private Limit search(long expected) {
        var limit = differences.select(expected);
        while (refuses(above(limit))) {
            limit = differences.above(limit + SAME);
        }
        while (!refuses(below(limit))) {
            limit = differences.below(limit - SAME);
        }
        var distribution = NullDistribution.of(at(below(limit)));
        return new Limit(limit, distribution.atMost(distribution.critical(level)));
    }

    private boolean refuses(double shift) {
        var seen = at(shift);
        return seen.doubled() < seen.pairs()
                && seen.doubled() <= NullDistribution.of(seen).critical(level);
    }

    /// Counts the pairs in which the second sample is the greater one: the fewer, the more the shift is too small.
    private Interleaving at(double shift) {
        return Interleaving.of(/* first= */ second, /* second= */ first, -shift);
    }

    /// A shift between this difference and the next smaller one.
    private double below(double difference) {
        var previous = differences.below(difference - SAME);
        return Double.isInfinite(previous) ? difference - 1 : (previous + difference) / 2;
    }

    /// A shift between this difference and the next greater one.
    private double above(double difference) {
        var next = differences.above(difference + SAME);
        return Double.isInfinite(next) ? difference + 1 : (difference + next) / 2;
    }

    private static boolean isUntied(double[] sorted) {
        return Arrays.stream(sorted).distinct().count() == sorted.length;
    }
}
