package dev.mountmark.statistics;

import dev.mountmark.statistics.StopSimulation.Rule;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Prints what docs/figures.md has; runs by name only: `./mvnw -q -Dquick test -Dtest=StatisticsFigures`.
class StatisticsFigures {
    private static final int BENCHMARKS = 20;
    private static final double EVERY_VALUE_ITS_OWN = 1e-12;

    @Test
    void theAdaptiveStop() {
        System.out.println("population  spread  from  rule   coverage  stated  samples  precise");
        for (var population : Population.values()) {
            for (var spread : new double[] {0.03, 0.1, 0.15, 0.3}) {
                for (var minimum : new int[] {6, 10}) {
                    for (var rule : Rule.values()) {
                        var stop = StopSimulation.of(rule, population, spread, minimum, 20_000);
                        System.out.printf(
                                "%-10s  %.2f    %2d    %-5s  %.3f     %.3f   %4.1f     %.2f%n",
                                population,
                                spread,
                                minimum,
                                rule,
                                stop.coverage(),
                                stop.stated(),
                                stop.samples(),
                                stop.precise());
                    }
                }
            }
        }
    }

    @Test
    void theApproximation() {
        System.out.println("n          largest error of p where p is below 0.1");
        for (var sizes : new int[][] {{41, 41}, {20, 81}, {10, 161}, {6, 267}, {3, 534}}) {
            var untied = Interleaving.untied(sizes[0], sizes[1]);
            var exact = ExactDistribution.of(untied);
            var normal = NormalApproximation.of(untied);
            var error = 0.0;
            for (var doubled = 0L; exact.atMost(doubled) < 0.05; doubled += 2) {
                error = Math.max(error, 2 * Math.abs(exact.atMost(doubled) - normal.atMost(doubled)));
            }
            System.out.printf("%2d and %3d  %.5f%n", sizes[0], sizes[1], error);
        }
    }

    @Test
    void theCost() {
        System.out.println("n    ties   20 summaries and ratios  20 times all else");
        for (var count : new int[] {10, 20, 30, 40, 50, 60, 200}) {
            for (var tick : new double[] {EVERY_VALUE_ITS_OWN, 0.01}) {
                var samples = samples(count, tick);
                IntStream.range(0, 100).forEach(_ -> ratios(samples));
                IntStream.range(0, 50).forEach(_ -> others(samples));
                System.out.printf(
                        "%-3d  %-5s  %6.2f ms                %6.2f ms%n",
                        count, tick == 0.01, milliseconds(() -> ratios(samples)), milliseconds(() -> others(samples)));
            }
        }
    }

    private static double[][] samples(int count, double tick) {
        var random = new SplittableRandom(1);
        return Stream.generate(() -> Population.LOG_NORMAL.draw(random, count, 0.05, tick))
                .limit(BENCHMARKS + 1L)
                .toArray(double[][]::new);
    }

    private static double ratios(double[][] samples) {
        return IntStream.range(0, BENCHMARKS)
                .mapToDouble(i -> Summary.of(samples[i]).median()
                        + Ratio.of(samples[i], samples[BENCHMARKS]).pValue())
                .sum();
    }

    private static double others(double[][] samples) {
        return IntStream.range(0, BENCHMARKS)
                .mapToDouble(i -> Outliers.of(samples[i]).byFences().size()
                        + Trend.of(samples[i]).orElseThrow().pValue()
                        + Precision.samplesMissing(0.05, samples[i]))
                .sum();
    }

    /// Of the processor, so that others on the machine do not count.
    private static double milliseconds(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        return Summary.of(IntStream.range(0, 21)
                        .mapToDouble(_ -> {
                            var began = threads.getCurrentThreadCpuTime();
                            work.run();
                            return (threads.getCurrentThreadCpuTime() - began) / 1e6;
                        })
                        .toArray())
                .median();
    }
}
