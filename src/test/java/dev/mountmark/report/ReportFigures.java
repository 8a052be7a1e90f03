package dev.mountmark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Summary;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// Prints what docs/figures.md has of reports; runs by name only, as `bin/bench report` does.
class ReportFigures {
    private static final int TIMES = 41;
    private static final List<Slug> WORKLOADS = List.of(new Slug("npm-install"), new Slug("stat-files"));
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Test
    void theCost() throws Exception {
        System.out.println("20 benchmarks, ms of the processor         200 samples       4000 samples");
        System.out.println("(the first time, then the median of " + TIMES + ")    first  median      first  median");
        var few = parts(10);
        var many = parts(200);
        for (var part : few.keySet()) {
            var ofFew = milliseconds(Objects.requireNonNull(few.get(part)));
            var ofMany = milliseconds(Objects.requireNonNull(many.get(part)));
            System.out.printf(
                    "%-38s  %7.1f %7.2f    %7.1f %7.2f%n",
                    part,
                    ofFew[0],
                    Summary.of(ofFew).median(),
                    ofMany[0],
                    Summary.of(ofMany).median());
        }
    }

    /// What a request for each form has to do when the samples have been read, by name.
    private static LinkedHashMap<String, Callable<?>> parts(int rounds) {
        var wide = WideRun.of(rounds, WORKLOADS, "Lima", "Docker-VZ", "Docker-VZ-sync");
        var run = wide.run();
        var results = Results.of(run, wide.samples());
        var beside = List.of(Published.named("article-2025").orElseThrow());
        var parts = new LinkedHashMap<String, Callable<?>>();
        parts.put("statistics (target 50)", () -> Results.of(run, wide.samples()));
        parts.put("txt (target 100 each)", () -> TextReport.of(run, results));
        parts.put("txt beside article-2025", () -> TextReport.of(run, results, beside));
        parts.put("md", () -> MarkdownReport.of(run, results));
        parts.put("csv of samples", () -> CsvReport.samples(run, results));
        parts.put("csv of benchmarks", () -> CsvReport.benchmarks(run, results));
        parts.put("json", () -> json(ReportDocument.of(run, results, List.of())));
        parts.put("svg", () -> SvgReport.of(run, results, List.of()));
        parts.put("hyperfine.json", () -> json(HyperfineDocument.of(run, results)));
        compare(parts, run, results);
        return parts;
    }

    /// The run beside itself: it takes as long as any other of this size.
    private static void compare(Map<String, Callable<?>> parts, Run run, List<Result> results) {
        var before = new Run(
                ExampleComparison.BEFORE,
                run.state(),
                run.labels(),
                run.plan(),
                run.submittedAt(),
                run.host(),
                run.benchmarks());
        var comparison = RunComparison.of(before, results, run, results);
        parts.put("comparison with another run", () -> RunComparison.of(before, results, run, results));
        parts.put("comparison as txt", () -> ComparisonText.of(comparison));
        parts.put("comparison as md", () -> ComparisonMarkdown.of(comparison));
        parts.put("comparison as csv", () -> ComparisonCsv.of(comparison));
        parts.put("comparison as json", () -> json(ComparisonDocument.of(comparison)));
        parts.put("comparison as svg", () -> ComparisonSvg.of(comparison));
    }

    private static String json(Object document) throws JsonProcessingException {
        return JSON.writeValueAsString(document);
    }

    /// Of the processor, so that others on the machine do not count.
    private static double[] milliseconds(Callable<?> work) {
        var threads = ManagementFactory.getThreadMXBean();
        return DoubleStream.generate(() -> {
                    var began = threads.getCurrentThreadCpuTime();
                    try {
                        work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return (threads.getCurrentThreadCpuTime() - began) / 1e6;
                })
                .limit(TIMES)
                .toArray();
    }
}
