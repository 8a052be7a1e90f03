package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    @Test
    void theTableHasTheFormOfTheArticle() {
        var run = ExampleRun.succeeded();

        var report = MarkdownReport.of(run, ExampleRun.results(run, ExampleRun.samples()));

        assertThat(report).startsWith("""
                        # Run 20261123t004512-7qx3fa

                        On build-1, succeeded in 6 min 2 s. Plan quick: to ±5 %, 6 counted rounds after 1 warm-up round, at most 6 min, seed 42.

                        Labels: branch=main

                        ## npm-install

                        | Platform | Test type           | Average (s) | Range (s) |   n | Median (s) | Interval (s) | Ratio to native |
                        | -------- | ------------------- | ----------: | --------: | --: | ---------: | -----------: | --------------: |
                        | Host     | Native              |        5.32 | 5.29-5.36 |   6 |       5.31 |    5.29-5.36 |            1.00 |
                        | Linux    | No volumes          |        5.29 | 5.22-5.34 |   6 |       5.30 |    5.22-5.34 |            1.00 |
                        | Linux    | Bind mount + volume |        5.22 | 5.20-5.24 |   6 |       5.22 |    5.20-5.24 |            0.98 |
                        | Linux    | Bind mount          |        9.51 | 9.41-9.63 |   6 |       9.52 |    9.41-9.63 |            1.79 |

                        Interval: where the median lies with at least 95 % confidence.

                        ## Conclusions

                        - **npm-install, Linux**
                          - Bind mount + volume takes 0.98 times as long as native (0.98 to 0.99, p = 0.006).
                          - Bind mount takes 1.79 times as long as native (1.77 to 1.81, p = 0.006).
                          - No difference from native shown: no volumes (0.99 to 1.00, p = 0.19).
                          - **Keep node\\_modules in a volume: a plain bind mount takes longer (1.79 times as long as native, 1.77 to 1.81, p = 0.006).**

                        ## System information

                        - **Host**
                          - CPUs 2
                        """);
    }

    @Test
    void whatACommandPrintedBreaksOutOfNothing() {
        var failure = new Failure(
                Failure.Category.COMMAND, Phase.COMMAND, "got <b>|1|</b>", 1, List.of("```", "<script>", "a\u0007b"));
        var run = new Run(
                ExampleRun.ID,
                new RunState.Failed(ExampleRun.STARTED, ExampleRun.ENDED, "no result"),
                new TreeMap<>(Map.of("why", "*bold*")),
                ExampleRun.PLAN,
                ExampleRun.SUBMITTED,
                "build-1",
                List.of(new Run.Cell(ExampleRun.benchmark(new Scenario.Native()), failure, Map.of())));

        var report = MarkdownReport.of(run, ExampleRun.results(run, List.of()));

        assertThat(report).contains("Labels: why=\\*bold\\*\n").endsWith("""
                        ## Failures

                        - **Host, Native, given up** (command): got \\<b\\>\\|1\\|\\</b\\>

                          ````
                          ```
                          <script>
                          a b
                          ````

                        """);
    }

    @Test
    void whatWasPublishedStandsInRowsOfItsOwn() {
        var run = ExampleRun.succeeded();

        var report = MarkdownReport.of(
                run,
                ExampleRun.results(run, ExampleRun.samples()),
                List.of(Published.named("article-2025").orElseThrow()));

        assertThat(report)
                .contains("| Docker-VZ      | Bind mount          |        9.53 | 9.44-9.63 |   - |          - |"
                        + "    published |               - |\n")
                .contains("\npublished: average and range as in \"Docker on MacOS is still slow?\"")
                .contains("- **Linux** (published)\n");
    }

    @Test
    void noNameBreaksOutOfItsCell() {
        var report = MarkdownReport.of(HostileRun.RUN, HostileRun.results());

        assertThat(report)
                .contains("| =1+1\\|\\<b\\>\"\\&amp; ")
                .contains("Labels: =key=\\<script\\>, \"quoted\"  next\n");
        assertThat(report.lines().filter(line -> line.startsWith("|")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|")).hasSize(9));
    }
}
