package dev.mountmark.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
        return plan(samples, samples);
    }

    public static Plan plan(int minimumSamples, int maximumSamples) {
        return new Plan(
                Plan.Name.QUICK,
                0.05,
                minimumSamples,
                maximumSamples,
                1,
                Duration.ofMinutes(5),
                Duration.ZERO,
                Cache.WARM,
                7);
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

    /// One sample a round, from round 2 on.
    public static List<Sample> samples(Scenario scenario, Map<String, String> environment, double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> {
                    var sample = sample(i + 1, scenario, seconds[i], environment);
                    return new Sample(
                            i + 1,
                            sample.benchmark(),
                            i + 2,
                            false,
                            NOON,
                            sample.phases(),
                            sample.timing(),
                            environment,
                            null);
                })
                .toList();
    }

    public static Sample inRound(int number, int round, Scenario scenario, double seconds) {
        var sample = sample(number, scenario, seconds, Map.of());
        return new Sample(
                number, sample.benchmark(), round, false, NOON, sample.phases(), sample.timing(), Map.of(), null);
    }

    public static Sample timed(int number, Scenario scenario, Timing timing) {
        return new Sample(
                number,
                benchmark(scenario),
                number + 1,
                false,
                NOON,
                Map.of(Phase.COMMAND, timing.insideSeconds()),
                timing,
                Map.of(),
                null);
    }
}
