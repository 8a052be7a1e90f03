package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.history.MeasuredRun;
import dev.mountmark.workload.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What another tool has measured, told as a run of ours. Its workloads have digests that none of ours has: they are no
/// other one's reference, and their series hold nothing but what was imported.
///
/// @param tool what it comes from, as labels and facts name it
/// @param host where it was measured
/// @param begun when that began
/// @param over when that was over
/// @param labels of the one who imports it
/// @param executions in the order in which they are told
record ForeignRun(
        String tool, String host, Instant begun, Instant over, Map<String, String> labels, List<Execution> executions) {
    /// Names whose run it is in labels and facts.
    static final String IMPORTED = "imported";

    private static final int LONGEST_NAME = 63;

    /// @param facts besides where it comes from
    /// @param timing absent where nothing but the time is known
    record Execution(
            Benchmark benchmark,
            Instant startedAt,
            double seconds,
            @Nullable Timing timing,
            Map<String, String> facts,
            @Nullable Failure failure) {}

    /// The name of a workload: `hyperfine-npm-ci`.
    ///
    /// @param words with a letter or digit among them
    static String name(String prefix, String words) {
        var plain = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var name = prefix + plain.replaceFirst("^-", "");
        return name.substring(0, Math.min(LONGEST_NAME, name.length())).replaceFirst("-$", "");
    }

    /// @param content says what makes it another run, besides host and time
    MeasuredRun measured(String content) {
        var samples = samples();
        var marked = new TreeMap<>(labels);
        marked.put(IMPORTED, tool);
        var run = new Run(
                id(content),
                state(samples),
                marked,
                plan(samples),
                begun,
                host,
                samples.stream()
                        .map(Sample::benchmark)
                        .distinct()
                        .map(benchmark -> new Run.Cell(benchmark, null, Map.of()))
                        .toList());
        return new MeasuredRun(run, samples);
    }

    private RunId id(String content) {
        var digest = new Fingerprint()
                .with("host", host)
                .with("at", over.toString())
                .with("export", content)
                .hex();
        return RunId.at(over, new Random(Long.parseUnsignedLong(digest.substring(0, 16), 16)));
    }

    private List<Sample> samples() {
        var rounds = new LinkedHashMap<Benchmark, Integer>();
        var samples = new ArrayList<Sample>();
        for (var execution : executions) {
            var facts = new TreeMap<>(execution.facts());
            facts.put(IMPORTED, tool);
            samples.add(new Sample(
                    samples.size() + 1,
                    execution.benchmark(),
                    rounds.merge(execution.benchmark(), 1, Integer::sum),
                    false,
                    execution.startedAt(),
                    Map.of(Phase.COMMAND, execution.seconds()),
                    execution.timing(),
                    facts,
                    execution.failure()));
        }
        return samples;
    }

    /// The plan says how much was asked for; of how it was measured nothing is known.
    private static Plan plan(List<Sample> samples) {
        var most = samples.stream().mapToInt(Sample::round).max().orElseThrow();
        var quick = Plan.Name.QUICK;
        return new Plan(
                quick,
                quick.precision(),
                quick.minimumSamples(),
                Math.max(quick.minimumSamples(), most),
                0,
                quick.timeLimit(),
                Duration.ZERO,
                Cache.WARM,
                0);
    }

    private RunState state(List<Sample> samples) {
        var all = samples.stream().map(Sample::benchmark).distinct().toList();
        var counted = samples.stream()
                .filter(Sample::counted)
                .map(Sample::benchmark)
                .distinct()
                .toList();
        var without = all.stream()
                .filter(benchmark -> !counted.contains(benchmark))
                .map(Benchmark::words)
                .toList();
        return without.isEmpty()
                ? new RunState.Succeeded(begun, over)
                : new RunState.Failed(
                        begun,
                        over,
                        without.size() + " of " + all.size() + " benchmarks have no time that counts; first: "
                                + without.getFirst());
    }
}
