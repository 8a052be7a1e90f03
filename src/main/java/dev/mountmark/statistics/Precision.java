package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How exactly a median is known, when that is enough, and how much is missing.
public final class Precision {
    /// Fewer values than this carry no interval of the median at 95 %.
    public static final int INTERVAL_NEEDS = 6;

    private Precision() {}

    /// Half of the width of the median's interval, as a share of the median.
    ///
    /// @param values at least one, all above 0
    /// @return 0.05 for ±5 %, 0 where all values are the same; empty where there is no interval, below n = 6
    public static OptionalDouble relativeHalfWidth(double... values) {
        var median = Summary.MEDIAN.evaluate(Expect.positive("values", values));
        return Interval.ofMedian(values).stream()
                .mapToDouble(interval -> interval.halfWidth() / median)
                .findFirst();
    }

    /// Whether to stop: the precision is reached twice in a row, by all values and by all but the newest.
    ///
    /// Stopping as soon as the interval happens to be narrow picks the intervals that are too narrow: of those that
    /// claim 96 %, only 92 to 93 % then hold the median, at a coefficient of variation of two to four times the
    /// wanted precision. It is worst where the ranks have just moved inwards. Asking twice costs some four samples
    /// there and at most one where the first interval is narrow anyway, and holds it in 94 to 95 %: the table is in
    /// docs/figures.md. That a rule which is right in the limit covers less at small n is known since Chow and
    /// Robbins (1965).
    ///
    /// @param wanted the relative half-width that is enough, above 0 and below 1
    /// @param values at least one, all above 0, in the order in which they were taken
    public static boolean reached(double wanted, double... values) {
        Expect.share("wanted", wanted);
        return values.length > INTERVAL_NEEDS
                && within(wanted, values)
                && within(wanted, Arrays.copyOf(values, values.length - 1));
    }

    /// About how many more values the wanted precision needs. The half-width h of an interval shrinks with the
    /// square root of the number of values, so n values that reached h need `n ((h / wanted)² - 1)` more. An
    /// estimate from few values is rough; it says whether five or five hundred are missing.
    ///
    /// @param wanted the relative half-width that is enough, above 0 and below 1
    /// @param values at least one, all above 0
    /// @return 0 where the precision is reached, by the newest values alone; below n = 6 what is missing to six,
    ///     the least that says anything
    public static int samplesMissing(double wanted, double... values) {
        Expect.share("wanted", wanted);
        var reached = relativeHalfWidth(values);
        if (reached.isEmpty()) {
            return INTERVAL_NEEDS - values.length;
        }
        var ratio = reached.getAsDouble() / wanted;
        return (int) Math.max(0, Math.ceil(values.length * (ratio * ratio - 1)));
    }

    private static boolean within(double wanted, double[] values) {
        return relativeHalfWidth(values).orElse(Double.POSITIVE_INFINITY) <= wanted;
    }
}
