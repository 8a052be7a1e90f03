package dev.mountmark.metrics;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.statistics.Summary;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.exporter.common.TextFormat;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Prints what docs/figures.md has of scrapes; runs by name only, as `bin/bench scrape` does.
class ScrapeFigures {
    private static final int TIMES = 101;
    private static final int BENCHMARKS = 1000;
    private static final int SAMPLES = 10;
    private static final Instant BEGAN = Instant.parse("2026-11-29T03:00:00Z");
    private static final String DIGEST = "0".repeat(64);

    @Test
    void theCost() {
        var newest = newest();
        var building = milliseconds(() -> Point.families(newest.stream().flatMap(Newest::points)));
        var families = Point.families(newest.stream().flatMap(Newest::points));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return families;
            }
        }.register(registry.getPrometheusRegistry());
        var text = milliseconds(() -> Scrapes.text(registry, TextFormat.CONTENT_TYPE_004));
        var open = milliseconds(() -> Scrapes.text(registry, TextFormat.CONTENT_TYPE_OPENMETRICS_100));
        System.out.printf(
                "%d benchmarks, %d lines, %.1f MB; ms of the processor, the first time and the median of %d%n",
                BENCHMARKS, registry.scrape().lines().count(), registry.scrape().length() / 1e6, TIMES);
        print("made ready, when a run has ended", building);
        print("a scrape as text (target 20)", text);
        print("a scrape as OpenMetrics (target 20)", open);
        System.out.printf(
                "%.1f MB are held ready; a scrape allocates %.1f MB as text, %.1f MB as OpenMetrics%n",
                held(newest),
                allocated(() -> Scrapes.text(registry, TextFormat.CONTENT_TYPE_004)),
                allocated(() -> Scrapes.text(registry, TextFormat.CONTENT_TYPE_OPENMETRICS_100)));
    }

    /// What the points of all results take between two scrapes: how much less memory is in use without them.
    private static double held(List<Newest> newest) {
        var held = new ArrayList<>(Point.families(newest.stream().flatMap(Newest::points)));
        var with = used();
        held.clear();
        return (with - used()) / 1e6;
    }

    private static double used() {
        System.gc();
        var runtime = java.lang.Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) / 1e6;
    }

    private static void print(String name, double[] milliseconds) {
        System.out.printf(
                "%-36s %7.1f %7.2f%n",
                name, milliseconds[0], Summary.of(milliseconds).median());
    }

    private static List<Newest> newest() {
        var host = new Benchmark(
                new Runtime(Runtime.HOST, "Host"), new Scenario.Native(), new Slug("npm-install"), DIGEST);
        var others = IntStream.range(1, BENCHMARKS)
                .mapToObj(number -> new Benchmark(
                        new Runtime(new Slug("runtime-" + number), "Runtime " + number),
                        new Scenario.BindMount(),
                        new Slug("npm-install"),
                        DIGEST));
        var benchmarks = Stream.concat(Stream.of(host), others).toList();
        var run = new Run(
                new RunId("20261129t030000-abcdef"),
                new RunState.Succeeded(BEGAN, BEGAN.plusSeconds(600)),
                new TreeMap<>(),
                new Plan(Plan.Name.STANDARD, 0.05, 1, SAMPLES, 0, Duration.ofHours(2), Duration.ZERO, Cache.WARM, 42),
                BEGAN,
                "build-1",
                benchmarks.stream()
                        .map(benchmark -> new Run.Cell(benchmark, null, Map.of()))
                        .toList());
        var random = new SplittableRandom(1);
        var samples = new ArrayList<Sample>();
        for (var round = 1; round <= SAMPLES; round++) {
            for (var benchmark : benchmarks) {
                samples.add(sample(samples.size() + 1, round, benchmark, 9 + random.nextDouble()));
            }
        }
        return Results.of(run, samples).stream()
                .map(result -> new Newest("build-1", BEGAN, result))
                .toList();
    }

    private static Sample sample(int number, int round, Benchmark benchmark, double seconds) {
        return new Sample(
                number,
                benchmark,
                round,
                false,
                BEGAN.plusSeconds(number),
                Map.of(
                        Phase.CREATE,
                        0.2,
                        Phase.START,
                        0.3,
                        Phase.PREPARE,
                        0.1,
                        Phase.COMMAND,
                        seconds,
                        Phase.SETTLE,
                        0.01,
                        Phase.VERIFY,
                        0.6,
                        Phase.DELETE,
                        0.9),
                new Timing("bash-EPOCHREALTIME", 0.000_001, seconds, seconds + 0.03, seconds, 0, List.of()),
                Map.of("kernel", "6.1.0-28-amd64"),
                null);
    }

    /// Of the processor, so that others on the machine do not count.
    private static double[] milliseconds(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        return DoubleStream.generate(() -> {
                    var began = threads.getCurrentThreadCpuTime();
                    work.run();
                    return (threads.getCurrentThreadCpuTime() - began) / 1e6;
                })
                .limit(TIMES)
                .toArray();
    }
}
