package dev.mountmark.statistics;

import java.util.Arrays;

/// Which values of one list are the same.
final class Ties {
    private final int count;
    private final int[] sizes;

    private Ties(int count, int[] sizes) {
        this.count = count;
        this.sizes = sizes;
    }

    static Ties of(double[] values) {
        var sorted = Arrays.stream(values).sorted().toArray();
        return new Ties(values.length, Interleaving.of(sorted, new double[0], 0).groups());
    }

    /// How many values there are.
    int count() {
        return count;
    }

    /// How often each value occurs, from the smallest value to the largest.
    int[] sizes() {
        return sizes.clone();
    }

    boolean none() {
        return sizes.length == count;
    }

    /// How many pairs have an order.
    long orderedPairs() {
        return (count * (count - 1L) - sum(2)) / 2;
    }

    /// The sum of `t (t - 1) (t - 2) …` over all sizes.
    ///
    /// @param factors how many
    long sum(int factors) {
        return Arrays.stream(sizes)
                .mapToLong(size -> {
                    var product = 1L;
                    for (var i = 0; i < factors; i++) {
                        product *= size - i;
                    }
                    return product;
                })
                .sum();
    }

    /// The sum of `t (t - 1) (2 t + 5)` over all sizes, which is `2 t (t - 1) (t - 2) + 9 t (t - 1)`.
    long varianceSum() {
        return 2 * sum(3) + 9 * sum(2);
    }
}
