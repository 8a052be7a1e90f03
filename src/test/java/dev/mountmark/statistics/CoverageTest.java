package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whether statements are right as often as they claim, by drawing from populations whose truth is known. The random
/// numbers are seeded: a failure is no bad luck.
class CoverageTest {
    private static final double SPREAD = 0.1;

    @ParameterizedTest
    @EnumSource
    void theIntervalOfTheMedianHoldsItAsOftenAsItSays(Population population) {
        for (var count : new int[] {6, 10, 30}) {
            var random = new SplittableRandom(count);
            var draws = 20_000;
            var stated = Interval.ofMedian(population.draw(random, count, SPREAD))
                    .orElseThrow()
                    .confidence();

            var held = share(
                    draws,
                    _ -> Interval.ofMedian(population.draw(random, count, SPREAD))
                            .orElseThrow()
                            .contains(1));

            assertThat(held).as("n = %d", count).isCloseTo(stated, within(noise(stated, draws)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void equalPopulationsAreRarelyToldApart(Population population) {
        for (var count : new int[] {6, 10, 30}) {
            var random = new SplittableRandom(count);
            var draws = 4_000;

            var told = share(
                    draws,
                    _ -> Ratio.of(population.draw(random, count, SPREAD), population.draw(random, count, SPREAD))
                                    .pValue()
                            < 0.05);

            assertThat(told).as("n = %d", count).isLessThan(0.05 + noise(0.05, draws));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theIntervalOfTheRatioHoldsItAsOftenAsItSays(Population population) {
        for (var count : new int[] {6, 10, 30}) {
            var random = new SplittableRandom(count);
            var draws = 4_000;
            var stated = ratio(population, random, count).confidence();

            var held = share(draws, _ -> ratio(population, random, count).contains(3));

            assertThat(held).as("n = %d", count).isCloseTo(stated, within(noise(stated, draws)));
        }
    }

    /// With a coarse clock a sample of ten has some four different values.
    @ParameterizedTest
    @CsvSource({"6, 0.1", "10, 0.1", "10, 0.02", "14, 0.05"})
    void tiesMakeNoStatementWeaker(int count, double tick) {
        var random = new SplittableRandom(count);
        var draws = 2_000;
        var population = Population.LOG_NORMAL;

        var ratios = IntStream.range(0, draws)
                .mapToObj(_ -> Ratio.of(
                        population.draw(random, count, SPREAD, tick), population.draw(random, count, SPREAD, tick)))
                .toList();

        var stated = ratios.stream()
                .mapToDouble(ratio -> ratio.interval().orElseThrow().confidence())
                .average()
                .orElseThrow();
        assertThat(ratios.stream().filter(ratio -> ratio.pValue() < 0.05).count())
                .isLessThan(Math.round(draws * (0.05 + noise(0.05, draws))));
        assertThat(ratios.stream()
                        .filter(ratio -> ratio.interval().orElseThrow().contains(1))
                        .count())
                .isGreaterThan(Math.round(draws * (stated - noise(stated, draws))));
    }

    private static Interval ratio(Population population, SplittableRandom random, int count) {
        var values = population.draw(random, count, SPREAD);
        var reference = population.draw(random, count, SPREAD);
        for (var i = 0; i < count; i++) {
            values[i] *= 3;
        }
        return Ratio.of(values, reference).interval().orElseThrow();
    }

    private static double share(int draws, Predicate<Integer> holds) {
        return (double) IntStream.range(0, draws).boxed().filter(holds).count() / draws;
    }

    /// Three standard deviations of a share found in so many draws.
    private static double noise(double share, int draws) {
        return 3 * Math.sqrt(share * (1 - share) / draws);
    }
}
