package dev.mountmark.statistics;

/// The distribution itself, over all ways to divide the pooled values, ties included, into samples of these sizes:
/// the conditional permutation distribution of mid-ranks. Ways are counted group by group of tied values: of a
/// group of t, c go to the first sample in `t over c` ways, each of them greater than all b values that the second
/// sample already has and the same as the `t - c` that it gets now (Mann and Whitney 1947 without ties; Klotz 1966
/// and Mehta, Patel and Tsiatis 1984 with them). Only sums of positive numbers: exact to some 1e-14.
final class ExactDistribution implements NullDistribution {
    /// What a probability may be above a level by rounding alone.
    private static final double ROUNDING = 1 + 1e-12;

    private final int unit;
    private final double[] cumulative;

    /// @param cumulative probabilities of at most 0, 1, 2 … units, up to half of the pairs
    /// @param unit of twice the statistic
    private ExactDistribution(double[] cumulative, int unit) {
        this.cumulative = cumulative;
        this.unit = unit;
    }

    static ExactDistribution of(Interleaving seen) {
        // Turned round, the second sample has the distribution of the first; the work grows with the rows.
        var ways = seen.first() <= seen.second()
                ? ways(seen.groups(), seen.first(), seen.second(), seen.unit())
                : ways(seen.reversed().groups(), seen.second(), seen.first(), seen.unit());
        var all = choose(seen.first() + seen.second(), seen.first());
        var sum = 0.0;
        for (var i = 0; i < ways.length; i++) {
            sum += ways[i];
            ways[i] = sum / all;
        }
        return new ExactDistribution(ways, seen.unit());
    }

    @Override
    public double atMost(long doubled) {
        return doubled < 0 ? 0 : cumulative[(int) (doubled / unit)];
    }

    @Override
    public long critical(double level) {
        var units = 0;
        while (units < cumulative.length && cumulative[units] <= level * ROUNDING) {
            units++;
        }
        return units == 0 ? -1 : (units - 1L) * unit;
    }

    private static double[] ways(int[] groups, int first, int second, int unit) {
        // One row for each number of values the first sample has so far.
        var ways = new double[first + 1][first * second / unit + 1];
        ways[0][0] = 1;
        var seen = 0;
        for (var size : groups) {
            divide(ways, size, seen, second, unit);
            seen += size;
        }
        return ways[first];
    }

    /// Divides one more group of tied values among the two samples.
    ///
    /// @param seen how many values are divided already
    private static void divide(double[][] ways, int size, int seen, int second, int unit) {
        for (var ours = Math.min(ways.length - 1, seen + size); ours > 0; ours--) {
            for (var more = Math.max(1, ours - seen); more <= Math.min(size, ours); more++) {
                var before = ours - more;
                var others = seen - before;
                if (others + size - more <= second) {
                    var pairs = (2 * others + size - more) * more / unit;
                    add(ways[before], before * others * 2 / unit, choose(size, more), pairs, ways[ours]);
                }
            }
        }
    }

    private static void add(double[] from, int last, double weight, int shift, double[] to) {
        var end = Math.min(last, to.length - 1 - shift);
        for (var i = 0; i <= end; i++) {
            to[i + shift] += weight * from[i];
        }
    }

    private static double choose(int n, int k) {
        var ways = 1.0;
        for (var i = 1; i <= Math.min(k, n - k); i++) {
            ways = ways * (n - Math.min(k, n - k) + i) / i;
        }
        return ways;
    }
}
