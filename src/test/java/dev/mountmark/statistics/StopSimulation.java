package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What becomes of the interval of the median when its width decides when to stop.
///
/// @param coverage how often the interval of a stopped series held the true median
/// @param stated the confidence that those intervals claimed, on average
/// @param samples how many were taken, on average
/// @param precise how many series were within the precision when they stopped
record StopSimulation(double coverage, double stated, double samples, double precise) {
    static final int MAXIMUM = 60;
    static final double PRECISION = 0.05;

    enum Rule {
        /// As soon as the interval is narrow enough.
        ONCE {
            @Override
            boolean stops(double[] values) {
                return precise(values);
            }
        },
        /// As the program does it.
        TWICE {
            @Override
            boolean stops(double[] values) {
                return Precision.reached(PRECISION, values);
            }
        };

        abstract boolean stops(double[] values);
    }

    /// @param minimum how many samples are taken in any case
    static StopSimulation of(Rule rule, Population population, double spread, int minimum, int series) {
        var random = new SplittableRandom(1);
        var held = 0;
        var precise = 0;
        var stated = 0.0;
        var samples = 0L;
        for (var i = 0; i < series; i++) {
            var values = stopped(rule, minimum, population.draw(random, MAXIMUM, spread));
            var interval = Interval.ofMedian(values).orElseThrow();
            held += interval.contains(1) ? 1 : 0;
            precise += precise(values) ? 1 : 0;
            stated += interval.confidence();
            samples += values.length;
        }
        return new StopSimulation(
                (double) held / series, stated / series, (double) samples / series, (double) precise / series);
    }

    private static double[] stopped(Rule rule, int minimum, double[] all) {
        for (var count = minimum; count < MAXIMUM; count++) {
            var values = Arrays.copyOf(all, count);
            if (rule.stops(values)) {
                return values;
            }
        }
        return all;
    }

    private static boolean precise(double[] values) {
        return Precision.relativeHalfWidth(values).orElseThrow() <= PRECISION;
    }
}
