package dev.mountmark.statistics;

import java.util.Optional;
import java.util.stream.IntStream;

/// Whether the values of a run creep up or down while it goes on, and how far.
///
/// @param pValue two-sided, 0 to 1, of the Mann-Kendall test (Mann 1945): how often values in random order rise or
///     fall that steadily; 1 where they are all the same
/// @param slope by how much a value differs from the one before it, in the unit of the values: the median of the
///     slopes between all pairs (Theil 1950, Sen 1968), which no single freak moves
/// @param relativeChange what this slope makes from the first value to the last, as a share of the median: 0.1
///     where the run ended 10 % slower than it began
public record Trend(double pValue, double slope, double relativeChange) {
    /// The trend of one run.
    ///
    /// @param values all above 0, in the order in which they were taken; gaps between them do not count
    /// @return empty for n = 1
    public static Optional<Trend> of(double... values) {
        if (Expect.positive("values", values).length < 2) {
            return Optional.empty();
        }
        var order = IntStream.range(0, values.length).asDoubleStream().toArray();
        var slope = slope(values);
        return Optional.of(new Trend(
                Kendall.of(order, values).map(Kendall::pValue).orElse(1.0),
                slope,
                slope * (values.length - 1) / Summary.MEDIAN.evaluate(values)));
    }

    private static double slope(double[] values) {
        var slopes = IntStream.range(1, values.length)
                .boxed()
                .flatMapToDouble(later -> IntStream.range(0, later)
                        .mapToDouble(earlier -> (values[later] - values[earlier]) / (later - earlier)))
                .toArray();
        return Summary.MEDIAN.evaluate(slopes);
    }
}
