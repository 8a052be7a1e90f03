package dev.mountmark.report;

import static dev.mountmark.benchmark.Failure.Category.COMMAND;
import static dev.mountmark.benchmark.Failure.Category.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final String FIGURES = """

            npm-install
                                           Average                Median   Interval  Ratio to
            Platform  Test type                (s)  Range (s)  n     (s)        (s)    native
            --------  -------------------  -------  ---------  -  ------  ---------  --------
            Host      Native                  5.32  5.29-5.36  6    5.31  5.29-5.36      1.00  █████████▌
            Linux     No volumes              5.29  5.22-5.34  6    5.30  5.22-5.34      1.00  █████████▌
            Linux     Bind mount + volume     5.22  5.20-5.24  6    5.22  5.20-5.24      0.98  █████████▍
            Linux     Bind mount              9.51  9.41-9.63  6    9.52  9.41-9.63      1.79  █████████████████

            Interval: where the median lies with at least 95 % confidence.

            Conclusions
            - npm-install, Linux
              Bind mount + volume takes 0.98 times as long as native (0.98 to 0.99, p = 0.006).
              Bind mount takes 1.79 times as long as native (1.77 to 1.81, p = 0.006).
              No difference from native shown: no volumes (0.99 to 1.00, p = 0.19).
              Keep node_modules in a volume: a plain bind mount takes longer (1.79 times as long as native, 1.77
                to 1.81, p = 0.006).

            System information
            - Host
              CPUs 2
              file system ext4
              kernel 6.1.0-28-amd64
              load in the last minute 0.11 to 0.35
              memory 24.0 GiB
              node v22.21.1
            - Linux
              CPUs 2
              file system overlay (No volumes); ext4 (Bind mount + volume, Bind mount)
              kernel 6.1.0-28-amd64
              load in the last minute 0.12 to 0.38
              memory 3.0 GiB
              node v22.21.1
            """;

    @Test
    void theTableOfARunThatSucceeded() {
        var run = ExampleRun.succeeded();

        var report = TextReport.of(run, ExampleRun.results(run, ExampleRun.samples()));

        assertThat(report).isEqualTo("""
                        Run 20261123t004512-7qx3fa on build-1 succeeded in 6 min 2 s
                        Plan quick: to ±5 %, 6 counted rounds after 1 warm-up round, at most 6 min, seed 42.
                        Labels: branch=main
                        """ + FIGURES);
    }

    @Test
    void whatFailedIsSaidWithItsReason() {
        var run = givenUp(new Failure(IMAGE, Phase.BUILD, "the build ended with exit code 1", 1, List.of("npm ERR!")));
        var broken = new Failure(
                COMMAND, Phase.COMMAND, "command ended with exit code 7.", 7, List.of("E: \u001B[31mno\u001B[0m"));
        var samples = List.of(
                ExampleRun.sample(1, 1, new Scenario.Native(), null),
                ExampleRun.sample(2, 2, new Scenario.Native(), null),
                ExampleRun.sample(3, 3, new Scenario.Native(), broken),
                ExampleRun.sample(4, 5, new Scenario.Native(), broken));

        var report = TextReport.of(run, ExampleRun.results(run, samples));

        assertThat(report).isEqualTo("""
                        Run 20261123t004512-7qx3fa on build-1 failed after 6 min 2 s: 1 of 2 benchmarks has no result.
                        Plan quick: to ±5 %, 6 counted rounds after 1 warm-up round, at most 6 min, seed 42.

                        npm-install
                                              Average                Median  Interval  Ratio to
                        Platform  Test type       (s)  Range (s)  n     (s)       (s)    native
                        --------  ----------  -------  ---------  -  ------  --------  --------
                        Host      Native         5.29  5.29-5.29  1    5.29         -      1.00  ███████████████████████████
                        Linux     Bind mount   failed          -  0       -         -         -

                        Interval: where the median lies with at least 95 % confidence; n below 6 carries none.

                        Caveats
                        - Host, Native: 1 of at least 6 samples were taken.
                          Raise plan.timeLimit, or look at the failures of the missing samples.
                        - Host, Native: 2 samples failed and are not in the figures.
                          Read the failure of each in the run's samples.
                        - Linux, Bind mount: 0 of at least 6 samples were taken.
                          Raise plan.timeLimit, or look at the failures of the missing samples.

                        Failures
                        - Host, Native, rounds 3 and 5 (command): command ended with exit code 7.
                          | E: no
                        - Linux, Bind mount, given up (image in build): the build ended with exit code 1
                          | npm ERR!

                        System information
                        - Host
                          CPUs 2
                          file system ext4
                          kernel 6.1.0-28-amd64
                          load in the last minute 0.11 to 0.14
                          memory 24.0 GiB
                          node v22.21.1
                        """);
    }

    @Test
    void anExcludedRunSaysWhyAndSinceWhen() {
        var run = ExampleRun.succeeded().with(new Exclusion("on battery", Instant.parse("2026-11-23T08:12:09.5Z")));
        var results = ExampleRun.results(run, ExampleRun.samples());

        assertThat(TextReport.of(run, results))
                .contains("seed 42.\nExcluded since 2026-11-23 08:12:09 UTC: on battery\nLabels: branch=main\n")
                .endsWith(FIGURES);
        assertThat(MarkdownReport.of(run, results))
                .contains("\n\n**Excluded since 2026-11-23 08:12:09 UTC: on battery**\n\nLabels: ");
    }

    @Test
    void aRunThatHasNotBegunHasAnEmptyTable() {
        var run = ExampleRun.run(new RunState.Queued());

        var report = TextReport.of(run, ExampleRun.results(run, List.of()));

        assertThat(report)
                .startsWith("Run 20261123t004512-7qx3fa on build-1 queued: it has not begun\n")
                .contains("Linux     Bind mount           pending      -  0       -         -      -\n")
                .doesNotContain("Interval:", "█", "Caveats", "Failures", "System information");
    }

    @Test
    void eachStateIsSaid() {
        var at = Instant.parse("2026-11-23T00:45:14Z");

        assertThat(List.of(
                        Headline.state(new RunState.Running(at)),
                        Headline.state(new RunState.Cancelling(at)),
                        Headline.state(new RunState.Cancelled(null, at)),
                        Headline.state(new RunState.Cancelled(at, at.plusSeconds(3700))),
                        Headline.state(new RunState.Interrupted(at, at.plusSeconds(59)))))
                .containsExactly(
                        "running since 2026-11-23 00:45:14 UTC; figures so far",
                        "being cancelled; figures so far",
                        "cancelled before it began",
                        "cancelled after 1 h 1 min",
                        "interrupted after 59 s: The service went down during this run; the samples taken before are"
                                + " kept.");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        var run = ExampleRun.succeeded();
        var long300 = "word ".repeat(30) + "x".repeat(150);
        var results = new ArrayList<Result>();
        for (var result : ExampleRun.results(run, ExampleRun.samples())) {
            results.add(new Result(
                    result.benchmark(),
                    result.state(),
                    new Failure(IMAGE, null, long300, null, List.of(long300)),
                    result.statistics(),
                    result.phases(),
                    result.comparison(),
                    result.caveats(),
                    result.samples()));
        }

        var report = TextReport.of(run, results);

        assertThat(report.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(report.lines().filter(line -> line.endsWith("…"))).hasSize(4);
    }

    @Test
    void whatWasPublishedStandsBesideMarkedInEveryRow() {
        var run = ExampleRun.succeeded();

        var report = TextReport.of(
                run,
                ExampleRun.results(run, ExampleRun.samples()),
                List.of(Published.named("article-2025").orElseThrow()));

        assertThat(report)
                .contains("""
                        Linux           Bind mount              9.51  9.41-9.63  6    9.52  9.41-9.63      1.79  ███████████
                        Lima            Native                  3.38  3.00-3.63  -       -  published         -  ░░░░
                        """)
                .contains("""
                        published: average and range as in "Docker on MacOS is still slow?" (Paolo Mainardi, 2024-12-30,
                          https://www.paolomainardi.com/posts/docker-performance-macos-2025/), not measured here.
                        """)
                .contains("\n- Lima, Docker-VZ, Docker-VMM, Docker-VZ-sync (published)\n");
        assertThat(report.lines().filter(line -> line.contains("  published  ")))
                .hasSize(20);
        assertThat(report.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void whatWasPublishedOfOtherWorkHasATableOfItsOwn() {
        var results = HostileRun.results();

        var report = TextReport.of(
                HostileRun.RUN, results, List.of(Published.named("article-2025").orElseThrow()));

        assertThat(report).containsSubsequence("\nother-work\n", "  Native", "\nnpm-install\n", "Lima ");
    }

    @Test
    void noNameSteersATerminalOrBreaksALine() {
        var report = TextReport.of(HostileRun.RUN, HostileRun.results());

        assertThat(report).doesNotContainPattern("[\\p{Cc}\\u2028\\u202E&&[^\n]]");
        assertThat(report)
                .containsSubsequence(
                        "\n=1+1|<b>\"&amp; red  2J  ]]> l…  Native     ", "\n- =1+1|<b>\"&amp; red 2J ]]> long");
        assertThat(report.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    private static Run givenUp(Failure failure) {
        return new Run(
                ExampleRun.ID,
                new RunState.Failed(ExampleRun.STARTED, ExampleRun.ENDED, "1 of 2 benchmarks has no result."),
                new TreeMap<>(),
                ExampleRun.PLAN,
                ExampleRun.SUBMITTED,
                "build-1",
                List.of(
                        new Run.Cell(ExampleRun.benchmark(new Scenario.Native()), null, Map.of()),
                        new Run.Cell(ExampleRun.benchmark(new Scenario.BindMount()), failure, Map.of())));
    }
}
