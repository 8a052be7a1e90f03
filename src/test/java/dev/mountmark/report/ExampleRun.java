package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The article's matrix on one engine, with figures like those of the article.
public final class ExampleRun {
    public static final Instant SUBMITTED = Instant.parse("2026-11-23T00:45:12Z");
    public static final Instant STARTED = Instant.parse("2026-11-23T00:45:13Z");
    public static final Instant ENDED = Instant.parse("2026-11-23T00:51:15Z");
    public static final RunId ID = new RunId("20261123t004512-7qx3fa");
    public static final Slug WORKLOAD = new Slug("npm-install");
    public static final String DIGEST = "3f".repeat(32);
    public static final Runtime HOST = new Runtime(Runtime.HOST, "Host");
    public static final Runtime LINUX = new Runtime(new Slug("linux"), "Linux");
    public static final Plan PLAN =
            new Plan(Plan.Name.QUICK, 0.05, 6, 6, 1, Duration.ofMinutes(6), Duration.ZERO, Cache.WARM, 42);

    public static final Exclusion EXCLUSION =
            new Exclusion("the laptop was on battery", Instant.parse("2026-11-23T08:12:09Z"));

    private static final Map<String, double[]> SECONDS = Map.of(
            "native", new double[] {5.60, 5.29, 5.32, 5.36, 5.30, 5.33, 5.31},
            "no-volumes", new double[] {5.51, 5.22, 5.29, 5.34, 5.30, 5.28, 5.31},
            "bind-mount-volume", new double[] {5.43, 5.20, 5.22, 5.23, 5.21, 5.22, 5.24},
            "bind-mount", new double[] {9.71, 9.44, 9.53, 9.63, 9.50, 9.41, 9.55});

    private ExampleRun() {}

    public static Benchmark benchmark(Scenario scenario) {
        return new Benchmark(scenario instanceof Scenario.Native ? HOST : LINUX, scenario, WORKLOAD, DIGEST);
    }

    public static Run run(RunState state) {
        return new Run(
                ID,
                state,
                new TreeMap<>(Map.of("branch", "main")),
                PLAN,
                SUBMITTED,
                "build-1",
                Scenario.ARTICLE.stream()
                        .map(scenario -> new Run.Cell(
                                benchmark(scenario),
                                null,
                                scenario instanceof Scenario.Native ? Map.of() : Map.of(Phase.BUILD, 41.7)))
                        .toList());
    }

    public static Run succeeded() {
        return run(new RunState.Succeeded(STARTED, ENDED));
    }

    /// All samples of all scenarios, in the table's order within each round.
    public static List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        for (var round = 1; round <= PLAN.rounds(); round++) {
            for (var scenario : Scenario.ARTICLE) {
                samples.add(sample(samples.size() + 1, round, scenario, null));
            }
        }
        return samples;
    }

    /// One for each scenario: enough for an example.
    public static List<Sample> firstCounted() {
        return samples().subList(4, 8);
    }

    public static Sample sample(int number, int round, Scenario scenario, @Nullable Failure failure) {
        var seconds = Objects.requireNonNull(SECONDS.get(scenario.label()))[round - 1];
        var phases = new EnumMap<Phase, Double>(
                Map.of(Phase.CREATE, 0.21, Phase.START, 0.34, Phase.VERIFY, 0.62, Phase.DELETE, 0.88));
        phases.put(Phase.COMMAND, seconds);
        if (scenario.sharesFolder()) {
            phases.put(Phase.SETTLE, 0.41);
        }
        return new Sample(
                number,
                benchmark(scenario),
                round,
                round == 1,
                STARTED.plusSeconds(10L * number),
                phases,
                new Timing("bash-EPOCHREALTIME", 0.000_001, seconds, seconds + 0.03, null, 0, List.of()),
                environment(scenario, number),
                failure);
    }

    private static Map<String, String> environment(Scenario scenario, int number) {
        var environment = new TreeMap<>(Map.of(
                "kernel",
                "6.1.0-28-amd64",
                "cpus",
                "2",
                "memoryBytes",
                scenario instanceof Scenario.Native ? "25769803776" : "3221225472",
                "load1",
                "0." + (10 + number),
                "fileSystem",
                scenario instanceof Scenario.NoVolumes ? "overlay" : "ext4",
                "software.node",
                "v22.21.1"));
        if (scenario instanceof Scenario.BindMountVolume) {
            environment.put("volumePath", "node_modules");
        }
        return environment;
    }

    public static List<Result> results(Run run, List<Sample> samples) {
        return Results.of(run, samples);
    }
}
