package dev.mountmark.drift;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Values that stand out for less than a level lasts: a freak run or two are no change of level, and would look like
/// one; beside a change they would hide it.
final class IsolatedPoints {
    /// A level has at least so many runs.
    private static final int LASTING = 3;

    private static final int AROUND = 15;
    private static final int AFTER = 3;
    private static final double FAR = 5;
    /// Makes the median of absolute differences between neighbours, in a normal population, its standard deviation.
    private static final double SCALE = 1.4826 / Math.sqrt(2);

    private IsolatedPoints() {}

    /// The same series, in which each value that stands out is the bound that it lies beyond. The
    /// upper bound is the greatest of the minima of all three successive values with this one among
    /// them, the lower one the least of their maxima (the smoothers L and U of Rohwer, "Nonlinear
    /// Smoothing and Multiresolution Analysis", 2005), so that what lasts for three values is within
    /// them. The first and the last two have the median of the 15 values after or before them within
    /// their bounds as well, as less is known of what lasts there. A value stands out where it lies
    /// further beyond a bound than 5 scaled medians of the absolute differences between neighbours,
    /// from 15 before it to 3 after it (of the first 18 at the least): a change of level is only one
    /// of these. Where that median is 0, since most values around are the same, every other value is
    /// far.
    static double[] replaced(double[] values) {
        return values.length < LASTING
                ? values.clone()
                : IntStream.range(0, values.length)
                        .mapToDouble(i -> replaced(values, i))
                        .toArray();
    }

    private static double replaced(double[] values, int i) {
        var upper = Double.NEGATIVE_INFINITY;
        var lower = Double.POSITIVE_INFINITY;
        for (var from = Math.max(0, i - LASTING + 1); from <= Math.min(i, values.length - LASTING); from++) {
            var together = Arrays.stream(values, from, from + LASTING).summaryStatistics();
            upper = Math.max(upper, together.getMin());
            lower = Math.min(lower, together.getMax());
        }
        if (i < LASTING - 1 || i > values.length - LASTING) {
            var usual = median(i < LASTING - 1 ? after(values, i) : before(values, i));
            upper = Math.max(upper, usual);
            lower = Math.min(lower, usual);
        }
        var far = FAR * SCALE * median(differences(values, i - AROUND, Math.max(i, AROUND) + AFTER));
        return values[i] > upper + far ? upper : values[i] < lower - far ? lower : values[i];
    }

    private static double[] before(double[] values, int i) {
        return Arrays.copyOfRange(values, Math.max(0, i - AROUND), i);
    }

    private static double[] after(double[] values, int i) {
        return Arrays.copyOfRange(values, i + 1, Math.min(values.length, i + 1 + AROUND));
    }

    private static double[] differences(double[] values, int first, int last) {
        return IntStream.range(Math.max(0, first), Math.min(last, values.length - 1))
                .mapToDouble(i -> Math.abs(values[i + 1] - values[i]))
                .toArray();
    }

    /// @param values are sorted
    private static double median(double[] values) {
        Arrays.sort(values);
        var middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
    }
}
