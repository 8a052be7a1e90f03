package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.workload.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What hyperfine has measured, told as a run of ours. Each command is a workload of its own in the scenario `native`,
/// with a digest that no workload of ours has: it is no other one's reference, and its series holds nothing but what
/// was imported of the same command on the same host.
///
/// @param run as it has ended
/// @param samples in the order of the file
record ForeignRun(Run run, List<Sample> samples) {
    static final String TOOL = "hyperfine";

    /// Names whose run it is in labels and facts.
    static final String IMPORTED = "imported";

    /// hyperfine's clock has nanoseconds, of which it takes away a start of the shell that it measured before.
    private static final double RESOLUTION_SECONDS = 1e-6;

    ForeignRun {
        samples = List.copyOf(samples);
    }

    /// @param host where it was measured
    /// @param at when it was over
    /// @param labels of the one who imports it
    static ForeignRun of(HyperfineExport export, String host, Instant at, SortedMap<String, String> labels) {
        var begun = at.minusNanos((long) (1e9
                * export.results().stream()
                        .flatMap(command -> command.times().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum()));
        var samples = new ArrayList<Sample>();
        for (var command : export.results()) {
            for (var i = 0; i < command.times().size(); i++) {
                samples.add(sample(command, i, samples.size() + 1, begun));
            }
        }
        var marked = new TreeMap<>(labels);
        marked.put(IMPORTED, TOOL);
        var run = new Run(
                id(export, host, at),
                state(export, samples, begun, at),
                marked,
                plan(export),
                begun,
                host,
                export.results().stream()
                        .map(command -> new Run.Cell(benchmark(command), null, Map.of()))
                        .toList());
        return new ForeignRun(run, samples);
    }

    /// The same file of the same host and time is the same run.
    private static RunId id(HyperfineExport export, String host, Instant at) {
        var digest = new Fingerprint()
                .with("host", host)
                .with("at", at.toString())
                .with("export", export.toString())
                .hex();
        return RunId.at(at, new Random(Long.parseUnsignedLong(digest.substring(0, 16), 16)));
    }

    private static Benchmark benchmark(HyperfineExport.Command command) {
        return new Benchmark(
                new Runtime(Runtime.HOST, "Host"),
                new Scenario.Native(),
                new Slug(command.name()),
                new Fingerprint()
                        .with(TOOL, command.command())
                        .with(
                                "parameters",
                                Objects.requireNonNull(command.parameters()).toString())
                        .hex());
    }

    /// The plan says how much was asked for; of how it was measured nothing is known.
    private static Plan plan(HyperfineExport export) {
        var most = export.results().stream()
                .mapToInt(command -> command.times().size())
                .max()
                .orElseThrow();
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

    private static Sample sample(HyperfineExport.Command command, int index, int number, Instant begun) {
        var seconds = command.times().get(index);
        var code = Objects.requireNonNull(command.exitCodes()).get(index);
        return new Sample(
                number,
                benchmark(command),
                index + 1,
                false,
                begun,
                Map.of(Phase.COMMAND, seconds),
                code == null ? null : new Timing(TOOL, RESOLUTION_SECONDS, seconds, seconds, null, code, List.of()),
                Map.of(IMPORTED, TOOL, "command", command.command()),
                failure(code));
    }

    private static @Nullable Failure failure(@Nullable Integer code) {
        if (code != null && code == 0) {
            return null;
        }
        return new Failure(
                Failure.Category.COMMAND,
                Phase.COMMAND,
                "command: expected exit code 0, got " + (code == null ? "a signal" : code),
                code,
                List.of());
    }

    private static RunState state(HyperfineExport export, List<Sample> samples, Instant begun, Instant at) {
        var without = export.results().stream()
                .filter(command -> samples.stream()
                        .noneMatch(
                                sample -> sample.counted() && sample.benchmark().equals(benchmark(command))))
                .map(HyperfineExport.Command::command)
                .toList();
        return without.isEmpty()
                ? new RunState.Succeeded(begun, at)
                : new RunState.Failed(
                        begun,
                        at,
                        without.size() + " of " + export.results().size()
                                + " commands have no time that counts; first: " + without.getFirst());
    }
}
