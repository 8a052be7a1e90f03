package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/// Which values stand apart, by two rules. They are marked, never dropped.
///
/// @param byModifiedScore indices, ascending, of those far from the median in units of the usual distance from it
/// @param byFences indices, ascending, of those far outside the middle half
public record Outliers(List<Integer> byModifiedScore, List<Integer> byFences) {
    /// Above this distance from 0 a modified score marks (Iglewicz and Hoaglin 1993).
    public static final double SCORE = 3.5;

    /// This many interquartile ranges outside the quartiles the fences stand (Tukey 1977).
    public static final double FENCE = 1.5;

    /// Makes the mean absolute deviation of a normal population its standard deviation: the root of π / 2.
    private static final double MEAN_DEVIATION_SCALE = 1.253314;

    public Outliers {
        byModifiedScore = List.copyOf(byModifiedScore);
        byFences = List.copyOf(byFences);
    }

    /// Both rules at once.
    ///
    /// @param values at least one, finite, in any order
    public static Outliers of(double... values) {
        Expect.finite("values", values);
        var scores = modifiedScores(values);
        return new Outliers(indices(scores, score -> Math.abs(score) > SCORE), indices(values, outsideFences(values)));
    }

    /// The modified z-score: `0.6745 (x - median) / MAD` (Iglewicz and Hoaglin 1993, How to Detect and Handle
    /// Outliers). Where more than half of the values are the same, MAD is 0, and the mean absolute deviation from
    /// the median stands for it: `(x - median) / (1.253314 meanAD)`, as IBM SPSS has it. Where all are the same,
    /// every score is 0.
    ///
    /// @param values at least one, finite, in any order
    /// @return one for each, in the order given
    public static double[] modifiedScores(double... values) {
        var summary = Summary.of(values);
        var median = summary.median();
        var mad = summary.medianAbsoluteDeviation().orElse(0);
        var scale = mad > 0 ? mad / 0.6745 : MEAN_DEVIATION_SCALE * meanDeviation(values, median);
        return Arrays.stream(values)
                .map(value -> scale > 0 ? (value - median) / scale : 0)
                .toArray();
    }

    /// Tukey's fences (Exploratory Data Analysis, 1977), with quartiles by linear interpolation (type 7 of Hyndman
    /// and Fan 1996), as [Summary] has its percentile. Where the quartiles are the same, all others are outside.
    private static DoublePredicate outsideFences(double[] values) {
        var quartiles = Summary.QUANTILE.evaluate(values, new double[] {0.25, 0.75});
        var reach = FENCE * (quartiles[1] - quartiles[0]);
        return value -> value < quartiles[0] - reach || value > quartiles[1] + reach;
    }

    private static double meanDeviation(double[] values, double median) {
        return Arrays.stream(values)
                .map(value -> Math.abs(value - median))
                .average()
                .orElseThrow();
    }

    private static List<Integer> indices(double[] values, DoublePredicate marked) {
        return IntStream.range(0, values.length)
                .filter(i -> marked.test(values[i]))
                .boxed()
                .toList();
    }
}
