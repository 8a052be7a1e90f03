package dev.mountmark.statistics;

/// All differences of one value from each of two samples, without making them: the pairs of two sorted lists form a
/// matrix with ascending rows and columns, in which a staircase counts what is at most so much.
final class PairwiseDifferences {
    private final double[] first;
    private final double[] second;

    /// @param first ascending
    /// @param second ascending
    PairwiseDifferences(double[] first, double[] second) {
        this.first = first;
        this.second = second;
    }

    long count() {
        return (long) first.length * second.length;
    }

    long countAtMost(double limit) {
        var count = 0L;
        for (int i = 0, j = 0; i < first.length; i++) {
            while (j < second.length && first[i] - second[j] > limit) {
                j++;
            }
            count += second.length - j;
        }
        return count;
    }

    /// The smallest difference above the limit, infinite where there is none.
    double above(double limit) {
        var smallest = Double.POSITIVE_INFINITY;
        for (int i = 0, j = 0; i < first.length; i++) {
            while (j < second.length && first[i] - second[j] > limit) {
                j++;
            }
            if (j > 0) {
                smallest = Math.min(smallest, first[i] - second[j - 1]);
            }
        }
        return smallest;
    }

    /// The largest difference below the limit, infinite where there is none.
    double below(double limit) {
        return -new PairwiseDifferences(/* first= */ second, /* second= */ first).above(-limit);
    }

    /// @param rank 1 for the smallest, [#count()] for the largest
    double select(long rank) {
        var low = ordinal(first[0] - second[second.length - 1]);
        var high = ordinal(first[first.length - 1] - second[0]);
        while (low < high) {
            var middle = low + ((high - low) >>> 1);
            if (countAtMost(number(middle)) < rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return number(low);
    }

    double median() {
        var low = select((count() + 1) / 2);
        return count() % 2 == 1 ? low : (low + select(count() / 2 + 1)) / 2;
    }

    /// Where a number stands among all floating-point numbers: halving there ends on the very number.
    private static long ordinal(double number) {
        var bits = Double.doubleToLongBits(number + 0.0);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double number(long ordinal) {
        return Double.longBitsToDouble(ordinal < 0 ? Long.MIN_VALUE - ordinal : ordinal);
    }
}
