package dev.mountmark.statistics;

/// A sum whose error does not grow with the number of values, added up in the same order as NumPy
/// does it, so that means are the same to the last bit: halves that are a multiple of eight, down
/// to blocks of at most 128, in which eight sums stand side by side (`pairwise_sum` in NumPy's
/// `loops_utils.h.src`; Higham 1993).
public final class PairwiseSum {
    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private PairwiseSum() {}

    /// @param from the first index
    /// @param to the index behind the last one
    /// @return 0 where there is none
    public static double of(double[] values, int from, int to) {
        var count = to - from;
        if (count < LANES) {
            var sum = 0.0;
            for (var i = from; i < to; i++) {
                sum += values[i];
            }
            return sum;
        }
        if (count <= BLOCK) {
            return block(values, from, to);
        }
        var half = count / 2 / LANES * LANES;
        return of(values, from, from + half) + of(values, from + half, to);
    }

    /// The arithmetic mean.
    ///
    /// @param to more than `from`
    public static double mean(double[] values, int from, int to) {
        return of(values, from, to) / (to - from);
    }

    private static double block(double[] values, int from, int to) {
        var lanes = new double[LANES];
        System.arraycopy(values, from, lanes, 0, LANES);
        var next = from + LANES;
        for (; next + LANES <= to; next += LANES) {
            for (var lane = 0; lane < LANES; lane++) {
                lanes[lane] += values[next + lane];
            }
        }
        var sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        for (; next < to; next++) {
            sum += values[next];
        }
        return sum;
    }
}
