package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs and samples to store.
final class Examples {
    static final Instant AT = Instant.parse("2026-11-23T00:45:00.000000001Z");
    static final Runtime LINUX = new Runtime(new Slug("linux"), "Linux");
    static final Benchmark PLAIN = benchmark(new Scenario.NoVolumes());
    static final Benchmark MOUNT = benchmark(new Scenario.BindMount());
    static final Failure FAILURE = new Failure(
            Failure.Category.COMMAND,
            Phase.COMMAND,
            "command: expected exit code 0, got 7",
            7,
            List.of("npm ERR! ü", ""));
    static final Timing TIMING = new Timing(
            "bash-EPOCHREALTIME", 0.000001, 8.123456000000001, 8.2, 8.13, 0, List.of("a \"b\"\n", "c\u0001"));

    private Examples() {}

    static Benchmark benchmark(Scenario scenario) {
        return new Benchmark(LINUX, scenario, new Slug("npm-install"), "ab".repeat(32));
    }

    static RunId id(int number) {
        return new RunId("20261123t004512-%06d".formatted(number));
    }

    static Run run(int number) {
        return run(number, Map.of(), PLAIN, MOUNT);
    }

    static Run run(int number, Map<String, String> labels, Benchmark... benchmarks) {
        return new Run(
                id(number),
                new RunState.Queued(),
                new TreeMap<>(labels),
                new Plan(
                        Plan.Name.QUICK,
                        0.03,
                        6,
                        12,
                        1,
                        Duration.ofMillis(1_800_001),
                        Duration.ofSeconds(2),
                        Cache.WARM,
                        Long.MIN_VALUE),
                AT.plusSeconds(number),
                "laptop",
                List.of(benchmarks).stream()
                        .map(benchmark -> new Run.Cell(benchmark, null, Map.of()))
                        .toList());
    }

    static Sample sample(int number) {
        return sample(number, PLAIN, false);
    }

    static Sample sample(int number, Benchmark benchmark, boolean warmup) {
        return new Sample(
                number,
                benchmark,
                1,
                warmup,
                AT,
                Map.of(Phase.CREATE, 0.25, Phase.COMMAND, 8.123456000000001),
                TIMING,
                Map.of("kernel", "6.1.0", "software.node", "v22.21.1"),
                null);
    }

    static RunEvent.SampleTaken taken(Sample sample) {
        return new RunEvent.SampleTaken(sample, sample.number(), 28, Duration.ofNanos(90_000_000_001L));
    }
}
