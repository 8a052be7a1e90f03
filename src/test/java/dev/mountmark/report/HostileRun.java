package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One sample of one benchmark, with texts that mean something to a spreadsheet, a terminal, a browser or a parser
/// wherever anybody may choose a text.
final class HostileRun {
    private static final Benchmark BENCHMARK = new Benchmark(
            new Runtime(
                    new Slug("odd"), "=1+1|<b>\"&amp; \u001B[31mred\u0007\u009B2J\u202E\u2028]]>" + " long".repeat(20)),
            new Scenario.Native(),
            new Slug("other-work"),
            ExampleRun.DIGEST);

    static final Run RUN = new Run(
            ExampleRun.ID,
            new RunState.Succeeded(ExampleRun.STARTED, ExampleRun.ENDED),
            new TreeMap<>(Map.of("=key", "<script>, \"quoted\"\r\nnext")),
            ExampleRun.PLAN,
            ExampleRun.SUBMITTED,
            "=host <&>",
            List.of(new Run.Cell(BENCHMARK, null, Map.of())));

    private HostileRun() {}

    static List<Sample> samples() {
        return List.of(new Sample(
                1,
                BENCHMARK,
                2,
                false,
                ExampleRun.STARTED,
                Map.of(Phase.COMMAND, 1.5),
                new Timing("@clock", 0.001, 1.5, 1.6, null, 0, List.of()),
                Map.of("kernel", "-2+3\u0000", "software.<x>", "\tv1", "load1", "-0.5"),
                null));
    }

    static List<Result> results() {
        return Results.of(RUN, samples());
    }
}
