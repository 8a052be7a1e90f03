package dev.mountmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// All of the room against SciPy and brute force, on random data sets of all sizes and scales.
class ScipyTest {
    private static final List<Fixture> FIXTURES = Fixture.all();

    @Test
    void thereAreDataSetsOfEveryKind() {
        assertThat(FIXTURES).hasSizeGreaterThan(1_000);
        assertThat(count(one -> one.values().length == 1)).isGreaterThan(20);
        assertThat(count(one -> one.values().length == 2)).isGreaterThan(20);
        assertThat(count(one -> one.name().startsWith("constant"))).isGreaterThan(50);
        assertThat(count(one -> !Ties.of(one.values()).none())).isGreaterThan(300);
        assertThat(count(one -> one.values()[0] < 1e-7)).isGreaterThan(50);
        assertThat(count(one -> one.values()[0] > 1e4)).isGreaterThan(50);
        assertThat(count(one -> one.values().length * one.reference().length > MannWhitney.EXACT_PAIRS))
                .isGreaterThan(20);
    }

    @Test
    void summariesAgree() {
        for (var fixture : FIXTURES) {
            var summary = Summary.of(fixture.values());
            var noise = 1e-15 * summary.median();
            fixture.isClose("median", summary.median(), number(fixture, "median"));
            fixture.isClose("mean", summary.mean(), number(fixture, "mean"));
            fixture.isClose("minimum", summary.minimum(), number(fixture, "minimum"));
            fixture.isClose("maximum", summary.maximum(), number(fixture, "maximum"));
            isClose(fixture, "standardDeviation", summary.standardDeviation(), noise);
            isClose(fixture, "medianAbsoluteDeviation", summary.medianAbsoluteDeviation(), noise);
            isClose(fixture, "percentile95", summary.percentile95(), noise);
        }
    }

    @Test
    void intervalsOfTheMedianAgree() {
        for (var fixture : FIXTURES) {
            var interval = Interval.ofMedian(fixture.values());

            fixture.isClose("interval of the median", interval, fixture.expected("/medianInterval"));
        }
    }

    @Test
    void outliersAgree() {
        for (var fixture : FIXTURES) {
            var outliers = Outliers.of(fixture.values());

            assertThat(decided(fixture, outliers.byFences()))
                    .as(fixture.name())
                    .isEqualTo(decided(fixture, indices(fixture, "fences")));
            assertThat(decided(fixture, outliers.byModifiedScore()))
                    .as(fixture.name())
                    .isEqualTo(decided(fixture, indices(fixture, "scores")));
        }
    }

    @Test
    void testsOfTwoSamplesAgree() {
        for (var fixture : FIXTURES) {
            var test = MannWhitney.of(fixture.values(), fixture.reference());

            fixture.isClose(
                    "statistic",
                    test.statistic(),
                    fixture.expected().at("/mannWhitney/0").asDouble());
            fixture.isClose(
                    "p", test.pValue(), fixture.expected().at("/mannWhitney/1").asDouble());
            assertThat(test.exact())
                    .as(fixture.name())
                    .isEqualTo(fixture.expected().at("/mannWhitney/2").asBoolean());
        }
    }

    @Test
    void ratiosAndTheirIntervalsAgree() {
        for (var fixture : FIXTURES) {
            fixture.expected("/ratio").ifPresent(expected -> {
                var ratio = Ratio.of(fixture.values(), fixture.reference());

                fixture.isClose(
                        "ratio", ratio.estimate(), expected.get("estimate").asDouble());
                fixture.isClose("interval of the ratio", ratio.interval(), fixture.expected("/ratio/interval"));
            });
        }
    }

    @Test
    void correlationsAgree() {
        for (var fixture : FIXTURES) {
            var shared = Math.min(fixture.values().length, fixture.reference().length);
            var kendall =
                    Kendall.of(Arrays.copyOf(fixture.values(), shared), Arrays.copyOf(fixture.reference(), shared));

            assertThat(kendall.isPresent())
                    .as(fixture.name())
                    .isEqualTo(fixture.expected("/kendall").isPresent());
            kendall.ifPresent(actual -> {
                fixture.isClose(
                        "tau", actual.tau(), fixture.expected().at("/kendall/0").asDouble(), 1e-15);
                fixture.isClose(
                        "p of tau",
                        actual.pValue(),
                        fixture.expected().at("/kendall/1").asDouble());
                assertThat(actual.exact())
                        .as(fixture.name())
                        .isEqualTo(fixture.expected().at("/kendall/2").asBoolean());
            });
        }
    }

    @Test
    void trendsAgree() {
        for (var fixture : FIXTURES) {
            var trend = Trend.of(fixture.values());

            assertThat(trend.isPresent())
                    .as(fixture.name())
                    .isEqualTo(fixture.expected("/trend").isPresent());
            trend.ifPresent(actual -> {
                var expected = fixture.expectedNumbers("/trend");
                fixture.isClose("p of the trend", actual.pValue(), expected[0]);
                fixture.isClose("slope", actual.slope(), expected[1], 1e-15 * fixture.values()[0]);
                fixture.isClose("change", actual.relativeChange(), expected[2], 1e-13);
            });
        }
    }

    @Test
    void adjustedValuesAgree() {
        for (var fixture : FIXTURES) {
            var adjusted = Holm.adjusted(fixture.expectedNumbers("/pValues"));
            var expected = fixture.expectedNumbers("/holm");

            assertThat(adjusted).hasSameSizeAs(expected);
            for (var i = 0; i < expected.length; i++) {
                fixture.isClose("adjusted p", adjusted[i], expected[i]);
            }
        }
    }

    private static long count(Predicate<Fixture> kind) {
        return FIXTURES.stream().filter(kind).count();
    }

    private static double number(Fixture fixture, String name) {
        return fixture.expected().at("/summary/" + name).asDouble();
    }

    private static void isClose(Fixture fixture, String name, OptionalDouble actual, double noise) {
        assertThat(actual.isPresent())
                .as("%s of %s", name, fixture.name())
                .isEqualTo(fixture.expected("/summary/" + name).isPresent());
        actual.ifPresent(number -> fixture.isClose(name, number, number(fixture, name), noise));
    }

    private static List<Integer> indices(Fixture fixture, String name) {
        return StreamSupport.stream(fixture.expected().at("/outliers/" + name).spliterator(), false)
                .map(index -> index.asInt())
                .toList();
    }

    /// Without those that lie on the edge, where rounding decides.
    private static List<Integer> decided(Fixture fixture, List<Integer> marked) {
        var edge = indices(fixture, "onEdge");
        return marked.stream().filter(index -> !edge.contains(index)).toList();
    }
}
