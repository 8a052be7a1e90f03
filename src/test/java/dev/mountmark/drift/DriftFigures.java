package dev.mountmark.drift;

import dev.mountmark.drift.Simulation.Noise;
import dev.mountmark.statistics.Summary;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Prints what docs/figures.md has; runs by name only: `bin/bench drift`.
class DriftFigures {
    private static final int COUNT = 1_000;
    private static final double[] SPREADS = {0.03, 0.1};

    private record Named(String name, Judging judging) {}

    /// What was compared; the last one is the product's.
    private static final List<Named> JUDGINGS = List.of(
            new Named("Otava's own", new Judging(new Detection(50, 0.001, 0.05, 1, false), 1)),
            new Named("filter, segments of 3", new Judging(new Detection(50, 0.001, 0.05, 3, true), 1)),
            new Named("p 0.0001 too", new Judging(Detection.ours(Detection.MAGNITUDE), 1)),
            new Named("rank test too: ours", Judging.by(Detection.MAGNITUDE)));

    @Test
    void howOftenItIsRight() {
        System.out.printf("%d series each; percent but for alarms in a month%n", COUNT);
        for (var named : JUDGINGS) {
            for (var noise : Noise.values()) {
                for (var spread : SPREADS) {
                    print(named.name(), new Simulation(named.judging(), noise, spread, COUNT));
                }
            }
        }
    }

    private static void print(String name, Simulation simulation) {
        System.out.printf(
                "| %s | %s | %.0f %% | %.1f, %.1f, %.1f | %.2f | %.1f, %.1f | %.1f, %.1f |%n",
                name,
                simulation.noise().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                100 * simulation.spread(),
                simulation.alarms(6),
                simulation.alarms(30),
                simulation.alarms(100),
                simulation.alarmsInAMonth(40),
                simulation.freakInTheMiddle(1.5),
                simulation.freakInTheMiddle(3),
                simulation.freakAsTheNewest(1.5),
                simulation.freakAsTheNewest(3));
    }

    @Test
    void howSoonAStepIsFound() {
        for (var named : JUDGINGS) {
            for (var spread : SPREADS) {
                for (var factor : new double[] {1.1, 1.2, 1 / 1.2, 1.5}) {
                    for (var before : new int[] {10, 50}) {
                        var simulation = new Simulation(named.judging(), Noise.NORMAL, spread, COUNT / 2);
                        System.out.printf(
                                "| %s | %.0f %% | %+.0f %% | %d | %.1f | %.1f | %.1f | %.1f |%n",
                                named.name(),
                                100 * spread,
                                100 * (factor - 1),
                                before,
                                simulation.found(before, factor, 3),
                                simulation.found(before, factor, 5),
                                simulation.found(before, factor, 10),
                                simulation.withdrawn(before, factor));
                    }
                }
            }
        }
    }

    @Test
    void whatFreaksDo() {
        for (var named : JUDGINGS) {
            for (var spread : SPREADS) {
                var simulation = new Simulation(named.judging(), Noise.NORMAL, spread, COUNT / 2);
                System.out.printf("| %s | %.0f %% |", named.name(), 100 * spread);
                for (var freak : new double[] {1.5, 3, 10}) {
                    System.out.printf(
                            " %.1f, %.1f, %.1f |",
                            simulation.twoFreaks(freak),
                            simulation.foundBesideFreak(20, 1.5, -1, freak),
                            simulation.foundBesideFreak(20, 1.5, 0, freak));
                }
                System.out.println();
            }
        }
    }

    @Test
    void whatItTakes() {
        System.out.println("points  first time  median of 21, ms of the processor");
        for (var count : new int[] {50, 500, 10_000}) {
            for (var values : List.of(stable(count), stepping(count))) {
                var first = milliseconds(values);
                System.out.printf(
                        "%6d  %10.2f  %6.2f%n",
                        count,
                        first,
                        Summary.of(IntStream.range(0, 21)
                                        .mapToDouble(_ -> milliseconds(values))
                                        .toArray())
                                .median());
            }
        }
    }

    private static double[] stable(int count) {
        var random = new SplittableRandom(1);
        return IntStream.range(0, count)
                .mapToDouble(_ -> 1 + 0.03 * random.nextGaussian())
                .toArray();
    }

    private static double[] stepping(int count) {
        var values = stable(count);
        IntStream.range(0, count).forEach(i -> values[i] *= i / 20 % 2 == 0 ? 1 : 1.3);
        return values;
    }

    private static double milliseconds(double[] values) {
        var threads = ManagementFactory.getThreadMXBean();
        var began = threads.getCurrentThreadCpuTime();
        Judging.by(Detection.MAGNITUDE).of(values, List.of());
        return (threads.getCurrentThreadCpuTime() - began) / 1e6;
    }
}
