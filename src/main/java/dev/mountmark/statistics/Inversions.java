package dev.mountmark.statistics;

import java.util.Arrays;

/// In how many pairs the greater value comes first, where every order of the values is as likely: Kendall's
/// statistic counted from below, exact with ties. The values are put in place from the smallest on; t equal ones
/// among s that are there make as many inversions as a Mann-Whitney statistic of t and s counts, whatever was there
/// before (MacMahon's q-multinomial coefficients, 1915; without ties Kendall 1938).
final class Inversions {
    private Inversions() {}

    /// The probability of at most so many.
    ///
    /// @param limit 0 to half of the pairs that have an order
    static double atMost(int limit, Ties ties) {
        var probabilities = new double[] {1};
        var placed = 0;
        for (var size : ties.sizes()) {
            probabilities = convolve(probabilities, crossings(size, placed), limit);
            placed += size;
        }
        return Math.min(1, Arrays.stream(probabilities).sum());
    }

    private static double[] convolve(double[] one, double[] other, int limit) {
        var sums = new double[Math.min(limit, one.length + other.length - 2) + 1];
        for (var j = 0; j < Math.min(other.length, sums.length); j++) {
            var end = Math.min(one.length, sums.length - j);
            for (var i = 0; i < end; i++) {
                sums[i + j] += other[j] * one[i];
            }
        }
        return sums;
    }

    private static double[] crossings(int size, int placed) {
        if (size == 1) {
            var even = new double[placed + 1];
            Arrays.fill(even, 1.0 / (placed + 1));
            return even;
        }
        var distribution = ExactDistribution.of(Interleaving.untied(size, placed));
        var probabilities = new double[size * placed + 1];
        for (var i = 0; i < probabilities.length; i++) {
            var nearer = Math.min(i, probabilities.length - 1 - i);
            probabilities[i] = distribution.atMost(2L * nearer) - distribution.atMost(2L * nearer - 2);
        }
        return probabilities;
    }
}
