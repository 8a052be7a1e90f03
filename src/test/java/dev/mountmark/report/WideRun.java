package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The article's scenarios on as many runtimes as wanted, with seeded times.
///
/// @param samples one for each benchmark and round
record WideRun(Run run, List<Sample> samples) {
    WideRun {
        samples = List.copyOf(samples);
    }

    /// @param rounds counted ones, each with a sample of each benchmark
    /// @param names of the runtimes besides the host
    static WideRun of(int rounds, List<Slug> workloads, String... names) {
        var benchmarks = workloads.stream()
                .flatMap(workload -> benchmarks(workload, names))
                .toList();
        var run = new Run(
                ExampleRun.ID,
                new RunState.Succeeded(ExampleRun.STARTED, ExampleRun.ENDED),
                new TreeMap<>(Map.of("branch", "main")),
                new Plan(Plan.Name.STANDARD, 0.05, 1, rounds, 0, Duration.ofHours(2), Duration.ZERO, Cache.WARM, 42),
                ExampleRun.SUBMITTED,
                "build-1",
                benchmarks.stream()
                        .map(benchmark -> new Run.Cell(benchmark, null, Map.of()))
                        .toList());
        var random = new SplittableRandom(1);
        var samples = new ArrayList<Sample>();
        for (var round = 1; round <= rounds; round++) {
            for (var benchmark : benchmarks) {
                samples.add(sample(samples.size() + 1, round, benchmark, random));
            }
        }
        return new WideRun(run, samples);
    }

    private static Stream<Benchmark> benchmarks(Slug workload, String... names) {
        var onHost = new Benchmark(ExampleRun.HOST, new Scenario.Native(), workload, ExampleRun.DIGEST);
        var containers = new ArrayList<Benchmark>();
        for (var i = 0; i < names.length; i++) {
            var runtime = new Runtime(new Slug("runtime-" + i), names[i]);
            Scenario.ARTICLE.stream()
                    .filter(scenario -> !(scenario instanceof Scenario.Native))
                    .forEach(scenario -> containers.add(new Benchmark(runtime, scenario, workload, ExampleRun.DIGEST)));
        }
        return Stream.concat(Stream.of(onHost), containers.stream());
    }

    private static Sample sample(int number, int round, Benchmark benchmark, SplittableRandom random) {
        var usual = benchmark.scenario() instanceof Scenario.BindMount ? 9.1 : 3.6;
        var seconds = usual
                * (1 + benchmark.runtime().slug().value().length() % 3 / 10.0)
                * (0.95 + random.nextDouble() / 10);
        return new Sample(
                number,
                benchmark,
                round,
                false,
                ExampleRun.STARTED.plusSeconds(number),
                Map.of(
                        Phase.CREATE,
                        0.2,
                        Phase.START,
                        0.3,
                        Phase.COMMAND,
                        seconds,
                        Phase.VERIFY,
                        0.6,
                        Phase.DELETE,
                        0.9),
                new Timing("bash-EPOCHREALTIME", 0.000_001, seconds, seconds + 0.03, seconds, 0, List.of()),
                Map.of("kernel", "6.1.0-28-amd64", "cpus", "2", "fileSystem", "ext4", "load1", "0." + number % 10),
                null);
    }
}
