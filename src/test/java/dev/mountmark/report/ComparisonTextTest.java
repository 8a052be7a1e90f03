package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Ratio;
import dev.mountmark.statistics.Summary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTextTest {
    private static final Summary SIX = Summary.of(1, 2, 3, 4, 5, 6);

    private static String words(double ratio, double lower, double upper, double pValue) {
        return ComparisonWording.words(new Compared(
                ExampleRun.benchmark(new Scenario.BindMount()),
                SIX,
                SIX,
                new Ratio(ratio, pValue, Optional.of(new Interval(lower, upper, 0.95))),
                pValue,
                0));
    }

    @Test
    void whatTheTestsSayStandsBeforeTheFigures() {
        assertThat(ComparisonText.of(ExampleComparison.slowerBindMount())).isEqualTo("""
                        Before: run 20261122t004501-2mk9wd on build-1 of 2026-11-22 00:45:01 UTC, succeeded in 6 min 2 s;
                          labels branch=main
                        After: run 20261123t004512-7qx3fa on build-1 of 2026-11-23 00:45:12 UTC, succeeded in 6 min 2 s;
                          labels branch=main
                        Of 4 benchmarks 1 took longer than before, 2 show no difference and 1 could not be compared.

                        npm-install
                        - native on host: no difference shown (n = 6 and 6, p = 1.00).
                        - bind-mount-volume on linux: no difference shown (n = 6 and 6, p = 1.00).
                        - bind-mount on linux took 1.21 times as long as before (1.20 to 1.22, p = 0.006).

                        Platform  Test type               n  Before (s)  After (s)  Ratio   95 % interval      p
                        --------  -------------------  ----  ----------  ---------  -----  --------------  -----
                        Host      Native               6, 6        5.31       5.31   1.00    0.99 to 1.01   1.00
                        Linux     Bind mount + volume  6, 6        5.22       5.22  1.000  0.996 to 1.004   1.00
                        Linux     Bind mount           6, 6        7.87       9.52   1.21    1.20 to 1.22  0.006

                        A ratio is time after over time before (Hodges-Lehmann, with the interval that inverts the
                        Mann-Whitney test); p is adjusted for the comparisons within a workload (Holm).

                        Not compared
                        - npm-install no-volumes on linux stands only in the run after.

                        What changed in the environment
                        - Linux
                          engine version: 27.3.1, now 28.0.0
                        """);
    }

    @Test
    void threeSamplesShowNothingAndItIsSaidHowManyWould() {
        var text = ComparisonText.of(ExampleComparison.comparison(sample -> sample.round() <= 4));

        assertThat(text)
                .contains("Of 4 benchmarks 3 have too few samples to show any and 1 could not be compared.\n")
                .contains("""
                        - bind-mount on linux: no difference could be shown (n = 3 and 3): each run needs at least 5 samples
                          of each benchmark.
                        """)
                .doesNotContain("times as long");
    }

    @Test
    void withoutAnySampleThatCountsNothingIsCompared() {
        var text = ComparisonText.of(ExampleComparison.comparison(Sample::warmup));

        assertThat(text)
                .contains("Of 4 benchmarks 4 could not be compared.\n")
                .contains(
                        "- npm-install native on host: not compared: The run before has no sample of it that counts.\n")
                .doesNotContain("Platform", "Hodges", "What changed");
    }

    @Test
    void wordsFollowTheTest() {
        assertThat(words(1.212, 1.149, 1.281, 0.0004))
                .isEqualTo("bind-mount on linux took 1.21 times as long as before (1.15 to 1.28, p < 0.001)");
        assertThat(words(0.8, 0.75, 0.851, 0.0123))
                .isEqualTo("bind-mount on linux took 0.80 times as long as before (0.75 to 0.85, p = 0.01)");
        assertThat(words(1.1, 0.9, 1.3, 0.34))
                .isEqualTo("bind-mount on linux: no difference shown (n = 6 and 6, p = 0.34)");
    }

    @Test
    void whatIsNearlyOneIsNotSaidToBeOne() {
        assertThat(words(1.012, 1.0031, 1.021, 0.02)).contains("1.012 times", "(1.003 to 1.021,");
    }

    @Test
    void markdownSaysTheSame() {
        var comparison = ExampleComparison.slowerBindMount();

        assertThat(ComparisonMarkdown.of(comparison))
                .startsWith("# Comparison of two runs\n")
                .contains("- bind-mount on linux took 1.21 times as long as before (1.20 to 1.22, p = 0.006).\n")
                .contains("| Linux    | Bind mount          | 6, 6 |       7.87 |      9.52 |  1.21 |")
                .contains("- **Linux**\n  - engine version: 27.3.1, now 28.0.0\n");
    }

    @Test
    void csvHasAFigureOrNothingInEveryColumn() {
        var lines = ComparisonCsv.of(ExampleComparison.slowerBindMount()).split("\r\n");

        assertThat(lines).hasSize(5);
        assertThat(lines[2]).endsWith(",only-after,,,,,,,,,,,,no-volumes on linux stands only in the run after");
        assertThat(lines[4]).contains(",bind-mount,npm-install,slower,6,7.869,6,9.515,1.2091813088030585,");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        var comparison = ExampleComparison.slowerBindMount();

        assertThat(ComparisonText.of(comparison).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}
