package dev.mountmark.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The normal distribution in its place, with correction for ties and for continuity (Mann and Whitney 1947;
/// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd edition, 4.1).
///
/// @param mean of the statistic
/// @param deviation its standard deviation, 0 where all values are the same
/// @param unit of twice the statistic, 1 or 2
record NormalApproximation(double mean, double deviation, int unit) implements NullDistribution {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    static NormalApproximation of(Interleaving seen) {
        double all = seen.first() + seen.second();
        var ties = Arrays.stream(seen.groups())
                .mapToDouble(size -> (double) size * size * size - size)
                .sum();
        var variance = seen.pairs() / 12.0 * (all + 1 - ties / (all * (all - 1)));
        return new NormalApproximation(seen.pairs() / 2.0, Math.sqrt(Math.max(0, variance)), seen.unit());
    }

    @Override
    public double atMost(long doubled) {
        if (deviation == 0) {
            return doubled < 2 * mean ? 0 : 1;
        }
        return STANDARD.cumulativeProbability((doubled / 2.0 + 0.5 - mean) / deviation);
    }

    @Override
    public long critical(double level) {
        if (deviation == 0) {
            return -1;
        }
        var statistic = mean - 0.5 + deviation * STANDARD.inverseCumulativeProbability(level);
        return Math.max(-1, (long) Math.floor(2 * statistic / unit) * unit);
    }
}
