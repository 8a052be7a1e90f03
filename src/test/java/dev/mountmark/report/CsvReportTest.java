package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvReportTest {
    @Test
    void eachSampleIsARow() {
        var run = ExampleRun.succeeded();

        var report = CsvReport.samples(run, ExampleRun.results(run, ExampleRun.samples()));

        var rows = rows(report);
        assertThat(rows).hasSize(28);
        assertThat(rows.getFirst())
                .containsEntry("run", "20261123t004512-7qx3fa")
                .containsEntry("host", "build-1")
                .containsEntry("runtime", "host")
                .containsEntry("platform", "Host")
                .containsEntry("scenario", "native")
                .containsEntry("workload", "npm-install")
                .containsEntry("number", "1")
                .containsEntry("round", "1")
                .containsEntry("warmup", "true")
                .containsEntry("startedAt", "2026-11-23T00:45:23Z")
                .containsEntry("outcome", "succeeded")
                .containsEntry("outlier", "")
                .containsEntry("commandSeconds", "5.6")
                .containsEntry("settleSeconds", "")
                .containsEntry("clock", "bash-EPOCHREALTIME")
                .containsEntry("resolutionSeconds", "0.0000010")
                .containsEntry("uptimeSeconds", "")
                .containsEntry("failureMessage", "")
                .containsEntry("environment.kernel", "6.1.0-28-amd64")
                .containsEntry("label.branch", "main");
        assertThat(rows.getLast()).containsEntry("number", "28").containsEntry("settleSeconds", "0.41");
    }

    @Test
    void eachBenchmarkIsARow() {
        var run = ExampleRun.succeeded();

        var report = CsvReport.benchmarks(run, ExampleRun.results(run, ExampleRun.samples()));

        assertThat(rows(report))
                .hasSize(4)
                .last()
                .satisfies(row -> assertThat(row)
                        .containsEntry("source", "measured")
                        .containsEntry("platform", "Linux")
                        .containsEntry("testType", "Bind mount")
                        .containsEntry("count", "6")
                        .containsEntry("medianSeconds", "9.515")
                        .containsEntry("intervalLowerSeconds", "9.41")
                        .containsEntry("intervalUpperSeconds", "9.63")
                        .containsEntry("intervalConfidence", "0.96875")
                        .containsEntry("percentile95Seconds", "")
                        .containsEntry("reference", "native")
                        .containsEntry("outcome", "slower")
                        .containsEntry("pValue", "0.0021645021645021645")
                        .hasEntrySatisfying(
                                "ratioLower", lower -> assertThat(lower).startsWith("1.77"))
                        .containsEntry("buildSeconds", "41.7")
                        .containsEntry("environment.fileSystem", "ext4")
                        .containsEntry("environment.memoryBytes", "3221225472")
                        .containsEntry("environment.load1", "0.14 to 0.38"));
    }

    @Test
    void whatStandsApartIsMarked() {
        var run = WideRun.of(20, List.of(ExampleRun.WORKLOAD)).run();
        var usual = WideRun.of(20, List.of(ExampleRun.WORKLOAD)).samples();
        var freak = usual.getFirst();
        var samples = new ArrayList<>(usual);
        samples.set(
                0,
                new Sample(
                        freak.number(),
                        freak.benchmark(),
                        freak.round(),
                        false,
                        freak.startedAt(),
                        Map.of(Phase.COMMAND, 60.0),
                        freak.timing(),
                        freak.environment(),
                        null));

        var report = CsvReport.samples(run, Results.of(run, samples));

        assertThat(rows(report).getFirst()).containsEntry("outlier", "modified-z-score tukey-fences");
    }

    @Test
    void anExcludedRunSaysWhyInEveryRow() {
        var run = ExampleRun.succeeded().with(new Exclusion("on battery", ExampleRun.ENDED));
        var results = ExampleRun.results(run, ExampleRun.samples());

        assertThat(rows(CsvReport.samples(run, results)))
                .allSatisfy(row -> assertThat(row).containsEntry("exclusion", "on battery"));
        assertThat(rows(CsvReport.benchmarks(run, results)))
                .allSatisfy(row -> assertThat(row).containsEntry("exclusion", "on battery"));
        assertThat(SvgReport.of(run, results, List.of()))
                .contains("Excluded since 2026-11-23 00:51:15 UTC: on battery");
    }

    @Test
    void whatFailedIsARowThatSaysWhy() {
        var failure = new Failure(Failure.Category.COMMAND, Phase.COMMAND, "ended, with\n\"7\"", 7, List.of());
        var run = ExampleRun.run(new RunState.Failed(ExampleRun.STARTED, ExampleRun.ENDED, "no result"));
        var results = ExampleRun.results(run, List.of(ExampleRun.sample(1, 2, new Scenario.Native(), failure)));

        assertThat(rows(CsvReport.samples(run, results)))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("outcome", "failed")
                        .containsEntry("failureCategory", "command")
                        .containsEntry("failurePhase", "command")
                        .containsEntry("failureMessage", "ended, with \"7\"")
                        .containsEntry("exitCode", "7"));
        assertThat(rows(CsvReport.benchmarks(run, results)))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("state", "failed")
                        .containsEntry("count", "0")
                        .containsEntry("medianSeconds", ""))
                .first()
                .satisfies(row -> assertThat(row).containsEntry("caveats", "too-few-samples failed-samples"));
    }

    @Test
    void whatWasPublishedIsToldApartByItsSource() {
        var run = ExampleRun.succeeded();

        var report = CsvReport.benchmarks(
                run,
                ExampleRun.results(run, ExampleRun.samples()),
                List.of(Published.named("article-2025").orElseThrow()));

        assertThat(rows(report).stream().map(row -> row.get("source")).distinct())
                .containsExactly("measured", "article-2025");
        assertThat(rows(report))
                .hasSize(24)
                .last()
                .satisfies(row -> assertThat(row)
                        .containsEntry("run", "")
                        .containsEntry("platform", "Linux")
                        .containsEntry("scenario", "bind-mount")
                        .containsEntry("workload", "npm-install")
                        .containsEntry("meanSeconds", "5.29")
                        .containsEntry("count", "")
                        .containsEntry("medianSeconds", "")
                        .containsEntry("ratio", ""));
    }

    @Test
    void withoutRowsThereIsAHeader() {
        var run = ExampleRun.run(new RunState.Queued());

        var report = CsvReport.samples(run, ExampleRun.results(run, List.of()));

        assertThat(report).startsWith("run,host,").endsWith(",label.branch\r\n").containsOnlyOnce("\r\n");
    }

    @Test
    void noTextBecomesAFormula() {
        for (var report : List.of(
                CsvReport.samples(HostileRun.RUN, HostileRun.results()),
                CsvReport.benchmarks(HostileRun.RUN, HostileRun.results()))) {
            assertThat(rows(report)).singleElement().satisfies(row -> {
                assertThat(row)
                        .containsEntry("host", "'=host <&>")
                        .containsEntry("environment.kernel", "'-2+3 ")
                        .containsEntry("environment.load1", "-0.5")
                        .containsEntry("label.=key", "<script>, \"quoted\"  next");
                assertThat(row.get("platform")).startsWith("'=1+1|<b>\"&amp; red");
            });
            assertThat(report).doesNotContainPattern("[\\p{Cc}&&[^\r\n]]");
        }
    }

    /// By the grammar of RFC 4180, each row by the names in the header.
    private static List<Map<String, String>> rows(String report) {
        assertThat(report).endsWith("\r\n");
        var records = new ArrayList<List<String>>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < report.length(); i++) {
            var c = report.charAt(i);
            if (c == '"' && quoted && report.charAt(i + 1) == '"') {
                cell.append(report.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
                cell.append(c);
            } else if (c != '\r') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(cells));
                    cells.clear();
                }
            }
        }
        var header = records.getFirst();
        assertThat(records).allSatisfy(one -> assertThat(one).hasSameSizeAs(header));
        return records.stream()
                .skip(1)
                .map(one -> {
                    var row = new LinkedHashMap<String, String>();
                    IntStream.range(0, header.size()).forEach(i -> row.put(header.get(i), one.get(i)));
                    return (Map<String, String>) row;
                })
                .toList();
    }
}
