package dev.mountmark.statistics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/// What one list of numbers says of itself. What too few numbers do not carry is empty, not zero.
///
/// @param count how many, at least 1
/// @param median the middle one, or the mean of the two in the middle
/// @param medianInterval see [Interval#ofMedian(double...)], empty below n = 6
/// @param mean the arithmetic mean
/// @param standardDeviation of the sample (divisor n - 1), empty for n = 1
/// @param medianAbsoluteDeviation median of the distances from the median, not scaled, empty for n = 1
/// @param minimum the smallest
/// @param maximum the largest
/// @param percentile95 by linear interpolation (type 7 of Hyndman and Fan 1996), empty below [#PERCENTILE_NEEDS]
public record Summary(
        int count,
        double median,
        Optional<Interval> medianInterval,
        double mean,
        OptionalDouble standardDeviation,
        OptionalDouble medianAbsoluteDeviation,
        double minimum,
        double maximum,
        OptionalDouble percentile95) {
    /// Below this many numbers the 95th percentile is only the largest one under another name.
    public static final int PERCENTILE_NEEDS = 20;

    /// Left to themselves, both sort what they are given.
    static final Median MEDIAN = Median.withDefaults().withCopy(true);

    static final Quantile QUANTILE = Quantile.withDefaults().withCopy(true).with(Quantile.EstimationMethod.HF7);

    /// The summary of one list.
    ///
    /// @param values at least one, finite, in any order
    public static Summary of(double... values) {
        var median = MEDIAN.evaluate(Expect.finite("values", values));
        var many = values.length > 1;
        return new Summary(
                values.length,
                median,
                Interval.ofMedian(values),
                Mean.of(values).getAsDouble(),
                many ? OptionalDouble.of(StandardDeviation.of(values).getAsDouble()) : OptionalDouble.empty(),
                many
                        ? OptionalDouble.of(MEDIAN.evaluate(DoubleStream.of(values)
                                .map(v -> Math.abs(v - median))
                                .toArray()))
                        : OptionalDouble.empty(),
                DoubleStream.of(values).min().orElseThrow(),
                DoubleStream.of(values).max().orElseThrow(),
                values.length >= PERCENTILE_NEEDS
                        ? OptionalDouble.of(QUANTILE.evaluate(values, 0.95))
                        : OptionalDouble.empty());
    }
}
