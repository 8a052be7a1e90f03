package dev.mountmark.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Small, complete domain objects for tests.
public final class Examples {
    public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    public static final Runtime HOST = new Runtime(Runtime.HOST, "Host");
    public static final Runtime LINUX = new Runtime(new Slug("linux"), "Linux");
    public static final String DIGEST = "ab".repeat(32);

    private Examples() {}

    public static Workload workload() {
        return new Workload(
                new Slug("touch"),
                "Touch",
                "Touches a file.",
                DIGEST,
                new Workload.Image("busybox:1", List.of(), null),
                "files",
                Map.of(),
                "echo sh 1",
                "true",
                "touch files/a",
                new Workload.Verify("files", List.of(), new TreeSummary(1, "sha256:" + "cd".repeat(32))),
                new Workload.Limits(1L << 30, 64),
                new Workload.Deadlines(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
    }

    public static Benchmark benchmark(Scenario scenario) {
        return new Benchmark(
                scenario instanceof Scenario.Native ? HOST : LINUX,
                scenario,
                workload().name(),
                DIGEST);
    }

    public static Plan plan(int samples) {
        return new Plan(Plan.Name.QUICK, samples, samples, 1, Duration.ofMinutes(5), 7);
    }

    public static Run run(RunState state, Plan plan, Scenario... scenarios) {
        return new Run(
                new RunId("20260102t120000-abcdef"),
                state,
                new TreeMap<>(),
                plan,
                NOON,
                "here",
                List.of(scenarios).stream()
                        .map(scenario -> new Run.Cell(benchmark(scenario), null, Map.of()))
                        .toList());
    }

    public static Sample sample(int number, Scenario scenario, double seconds, Map<String, String> environment) {
        return new Sample(
                number,
                benchmark(scenario),
                2,
                false,
                NOON,
                Map.of(Phase.COMMAND, seconds),
                new Timing("fake", 0.000_001, seconds, seconds + 0.1, seconds, 0, List.of()),
                environment,
                null);
    }

    public static Sample failed(int number, Scenario scenario, Failure failure) {
        return new Sample(number, benchmark(scenario), 2, false, NOON, Map.of(), null, Map.of(), failure);
    }
}
