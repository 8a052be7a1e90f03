package dev.mountmark.drift;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Random series that are judged after each run: how often something is told that is not so, and
/// how often something that is. The same each time.
///
/// @param spread coefficient of variation of a run
/// @param count how many series
record Simulation(Judging judging, Noise noise, double spread, int count) {
    /// So many runs are watched where nothing else is said: 21 looks.
    private static final int WATCHED = 20;

    /// 28 benchmarks, each by its time and by its ratio to the reference, one run a day.
    private static final int SERIES_OF_A_HOST = 28 * 2;

    private static final int DAYS = 30;

    /// What runs differ by, in standard deviations.
    enum Noise {
        NORMAL {
            @Override
            double next(SplittableRandom random) {
                return random.nextGaussian();
            }
        },
        /// One run in twenty is slower by up to six deviations.
        SLOW_NOW_AND_THEN {
            @Override
            double next(SplittableRandom random) {
                return random.nextGaussian() + (random.nextInt(20) == 0 ? 6 * random.nextDouble() : 0);
            }
        },
        /// Student's t with four degrees of freedom, of variance 1.
        HEAVY_TAILS {
            @Override
            double next(SplittableRandom random) {
                var squares = IntStream.range(0, 4)
                        .mapToDouble(_ -> random.nextGaussian())
                        .map(one -> one * one)
                        .sum();
                return random.nextGaussian() / Math.sqrt(squares / 2);
            }
        };

        abstract double next(SplittableRandom random);
    }

    /// How many series of 100 have a change told in 21 successive runs though nothing changes.
    ///
    /// @param from how many runs there are at the first of the 21 looks
    double alarms(int from) {
        return percent(random -> !watch(values(random, from + WATCHED), from).isEmpty());
    }

    /// How many changes are told of a host in a month though nothing changes.
    ///
    /// @param from how many runs there were before
    double alarmsInAMonth(int from) {
        return SERIES_OF_A_HOST
                * mean(random -> watch(values(random, from + DAYS), from + 1).size());
    }

    /// How many series of 100 have a change told in 21 successive runs, of which the last one is
    /// a freak.
    double freakAsTheNewest(double factor) {
        return percent(random -> {
            var values = values(random, 20 + WATCHED);
            values[values.length - 1] *= factor;
            return !watch(values, 20).isEmpty();
        });
    }

    /// How many series of 100 have a change told in 21 successive runs, of which the one in the
    /// middle is a freak.
    double freakInTheMiddle(double factor) {
        return percent(random -> {
            var values = values(random, 20 + WATCHED);
            values[values.length - 1 - WATCHED / 2] *= factor;
            return !watch(values, 20).isEmpty();
        });
    }

    /// How many steps of 100 are told as what they are, where they are.
    ///
    /// @param before how many runs there are before the step, all of them judged
    /// @param within so many runs from the step on
    double found(int before, double factor, int within) {
        return percent(random ->
                watch(step(random, before, factor, within), 1).stream().anyMatch(told -> isAt(told, before, factor)));
    }

    /// How many steps of 100 are told as what they are within ten runs though a freak is beside them.
    ///
    /// @param before how many runs there are before the step, all of them judged
    /// @param place of the freak: -1 is the last run before the step, 0 the first one after it
    double foundBesideFreak(int before, double factor, int place, double freak) {
        return percent(random -> {
            var values = step(random, before, factor, 10);
            values[before + place] *= freak;
            return watch(values, 1).stream().anyMatch(told -> isAt(told, before, factor));
        });
    }

    /// How many series of 100 have a change told in 21 successive runs, of which two in the middle, side by side, are
    /// freaks.
    double twoFreaks(double factor) {
        return percent(random -> {
            var values = values(random, 20 + WATCHED);
            values[values.length - 1 - WATCHED / 2] *= factor;
            values[values.length - 2 - WATCHED / 2] *= factor;
            return !watch(values, 20).isEmpty();
        });
    }

    /// How many steps of 100 are told, and then as withdrawn within 40 runs.
    double withdrawn(int before, double factor) {
        return percent(
                random -> Watch.of(judging, step(random, before, factor, 40), before, List.of()).verdicts().stream()
                        .anyMatch(Verdict.Withdrawn.class::isInstance));
    }

    private static boolean isAt(Verdict.Changed told, int place, double factor) {
        return Math.abs(told.index() - place) <= Judging.SAME && told.ratio() > 1 == factor > 1;
    }

    private double[] step(SplittableRandom random, int before, double factor, int after) {
        var values = values(random, before + after);
        IntStream.range(before, values.length).forEach(i -> values[i] *= factor);
        return values;
    }

    private double[] values(SplittableRandom random, int runs) {
        var values = new double[runs];
        // No run takes less than no time.
        Arrays.setAll(values, _ -> Math.max(0.01, 1 + spread * noise.next(random)));
        return values;
    }

    private List<Verdict.Changed> watch(double[] values, int from) {
        return Watch.of(judging, values, from, List.of()).changes();
    }

    private double percent(Predicate<SplittableRandom> happens) {
        return 100 * mean(random -> happens.test(random) ? 1 : 0);
    }

    private double mean(ToDoubleFunction<SplittableRandom> one) {
        return IntStream.range(0, count)
                .parallel()
                .mapToDouble(i -> one.applyAsDouble(new SplittableRandom(i)))
                .average()
                .orElseThrow();
    }
}
