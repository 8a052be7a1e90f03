package dev.mountmark.drift;

import dev.mountmark.statistics.PairwiseSum;

/// How far apart two neighbouring parts of a window lie: the energy distance of E-divisive
/// (Matteson and James 2014) with absolute differences, for every place and every right edge, as
/// Apache Otava computes it. Sums are added up in the same order as there: where places tie, the
/// last bit decides which of them it is.
final class Divergence {
    private final int count;
    /// Between each two values.
    private final double[][] distances;
    /// From each value, less the first, to all before it.
    private final double[] toEarlier;
    /// From value i to the ones after it, up to value j + 1.
    private final double[][] toLater;

    /// The place that divides best.
    ///
    /// @param index within the window
    /// @param divergence of the two parts, the larger the further apart
    record Candidate(int index, double divergence) {}

    /// @param from index of the first value of the window
    /// @param to index behind the last one
    Divergence(double[] values, int from, int to) {
        count = to - from;
        distances = new double[count][count];
        for (var i = 0; i < count; i++) {
            for (var j = 0; j < count; j++) {
                distances[i][j] = Math.abs(values[from + i] - values[from + j]);
            }
        }
        toEarlier = new double[count - 1];
        toLater = new double[count - 1][count - 1];
        for (var i = 0; i < count - 1; i++) {
            var sum = 0.0;
            for (var j = i; j < count - 1; j++) {
                sum += distances[i][j + 1];
                toLater[i][j] = sum;
                toEarlier[j] += distances[i][j + 1];
            }
        }
    }

    /// How many values the window has.
    int count() {
        return count;
    }

    /// The best place between two others.
    ///
    /// @param start index of the first value, within the window
    /// @param end index behind the last one, at least two more
    Candidate candidate(int start, int end) {
        var places = end - start - 1;
        var earlier = cumulative(start, places);
        var right = rightSums(start, places);
        var left = new double[places];
        var best = new Candidate(start + 1, Double.NEGATIVE_INFINITY);
        for (var i = 0; i < places; i++) {
            var before = i == 0 ? 0 : earlier[i - 1];
            // Otava looks for the greatest entry of a whole matrix, half of which are zeros.
            var greatest = i == 0 ? Double.NEGATIVE_INFINITY : 0;
            for (var j = i; j < places; j++) {
                left[j] += toLater[start + i][start + j];
                greatest = Math.max(greatest, divergence(i, j, left[j], before, right[i][j]));
            }
            if (greatest > best.divergence) {
                best = new Candidate(start + 1 + i, greatest);
            }
        }
        return best;
    }

    /// Of the values up to i from those after it up to j + 1: twice the mean distance between the
    /// parts less the mean distances within each, weighted by their sizes.
    private static double divergence(int i, int j, double left, double before, double right) {
        var all = j + 2;
        var between = 2.0 / all * (left - before);
        var withinLeft = i == 0 ? 0 : 2.0 * (j + 1 - i) / ((double) all * i) * before;
        var withinRight = j == i ? 0 : 2.0 * (i + 1) / ((double) all * (j - i)) * right;
        return between - withinLeft - withinRight;
    }

    /// Distances within the values from `start` on, up to each.
    private double[] cumulative(int start, int places) {
        var sums = new double[places];
        var sum = 0.0;
        for (var k = 0; k < places; k++) {
            sum += toEarlier[start + k] - toOutside(start, start + 1 + k, places);
            sums[k] = sum;
        }
        return sums;
    }

    /// NumPy adds rows up one after the other, but a single column pairwise.
    private double toOutside(int start, int index, int places) {
        if (places == 1) {
            return PairwiseSum.of(distances[index], 0, start);
        }
        var sum = 0.0;
        for (var i = 0; i < start; i++) {
            sum += distances[i][index];
        }
        return sum;
    }

    /// Distances within the values after i, up to j + 1.
    private double[][] rightSums(int start, int places) {
        var sums = new double[places][places];
        for (var i = places - 2; i >= 0; i--) {
            for (var j = i + 1; j < places; j++) {
                sums[i][j] = sums[i + 1][j] + toLater[start + i + 1][start + j];
            }
        }
        return sums;
    }
}
