package dev.mountmark.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A logarithmic axis of ratios: half as long lies as far from 1 as twice as long. Around 1 there is room on both
/// sides, whatever the ratios are.
///
/// @param below logarithm of 1 over the ratio at the left end, above 0
/// @param above logarithm of the ratio at the right end, above 0
/// @param left where it begins, in pixels
/// @param right where it ends
record RatioAxis(double below, double above, double left, double right) {
    /// Less than 10 % either way is shown as little.
    private static final double LEAST = Math.log(1.1);

    /// Of the longer side: what the shorter one has at least.
    private static final double SHORTER = 0.2;

    /// Beyond the outermost ratio, so that its mark is not cut off.
    private static final double AIR = 1.06;

    private static final List<BigDecimal> STEPS =
            Stream.of("0.05", "0.1", "0.2", "0.5", "1").map(BigDecimal::new).toList();

    /// No axis has room for more.
    private static final int MOST_STEPS = 40;

    private static final int CHARACTER = 7;
    private static final int GAP = 12;

    /// @param ratios above 0, all that have to be on it
    static RatioAxis over(DoubleStream ratios, double left, double right) {
        var range = ratios.map(Math::log).summaryStatistics();
        var below = Math.max(LEAST, -range.getMin());
        var above = Math.max(LEAST, range.getMax());
        return new RatioAxis(
                AIR * Math.max(below, SHORTER * above), AIR * Math.max(above, SHORTER * below), left, right);
    }

    double x(double ratio) {
        return left + (right - left) * (Math.log(ratio) + below) / (below + above);
    }

    /// As many round ratios as can be written below it, 1 among them, ascending.
    List<BigDecimal> ticks() {
        return Stream.concat(
                        STEPS.stream().map(this::multiples),
                        Stream.of(powers(1, 1, 2, 5), powers(1, 1), powers(2, 1), powers(4, 1)))
                .filter(this::isReadable)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of(BigDecimal.ONE));
    }

    static String words(BigDecimal tick) {
        return tick.stripTrailingZeros().toPlainString();
    }

    private List<BigDecimal> multiples(BigDecimal step) {
        var first = (long) Math.ceil(Math.exp(-below) / step.doubleValue());
        var last = (long) Math.floor(Math.exp(above) / step.doubleValue());
        return last - first > MOST_STEPS
                ? List.of(BigDecimal.ONE)
                : LongStream.rangeClosed(first, last)
                        .mapToObj(times -> step.multiply(BigDecimal.valueOf(times)))
                        .toList();
    }

    /// @param stride between the powers of ten
    private List<BigDecimal> powers(int stride, int... times) {
        var powers = new ArrayList<BigDecimal>();
        var first = Math.floorDiv((int) Math.floor(-below / Math.log(10)), stride) * stride;
        for (var power = first; power <= above / Math.log(10); power += stride) {
            for (var one : times) {
                powers.add(BigDecimal.valueOf(one).scaleByPowerOfTen(power));
            }
        }
        return powers.stream().filter(this::isOn).toList();
    }

    private boolean isOn(BigDecimal tick) {
        var place = Math.log(tick.doubleValue());
        return -below <= place && place <= above;
    }

    private boolean isReadable(List<BigDecimal> ticks) {
        return IntStream.range(1, ticks.size())
                .allMatch(
                        i -> x(ticks.get(i).doubleValue()) - x(ticks.get(i - 1).doubleValue())
                                >= GAP + (halfWidth(ticks.get(i)) + halfWidth(ticks.get(i - 1))));
    }

    private static double halfWidth(BigDecimal tick) {
        return words(tick).length() * CHARACTER / 2.0;
    }
}
