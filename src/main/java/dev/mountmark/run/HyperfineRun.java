package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.history.MeasuredRun;
import dev.mountmark.workload.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What hyperfine has measured: each command a workload of its own in the scenario `native`.
final class HyperfineRun {
    private static final String TOOL = "hyperfine";

    /// hyperfine's clock has nanoseconds, of which it takes away a start of the shell that it measured before.
    private static final double RESOLUTION_SECONDS = 1e-6;

    private HyperfineRun() {}

    /// The same file of the same host and time is the same run.
    ///
    /// @param host where it was measured
    /// @param at when it was over
    /// @param labels of the one who imports it
    static MeasuredRun of(HyperfineExport export, String host, Instant at, Map<String, String> labels) {
        var begun = at.minusNanos((long) (1e9
                * export.results().stream()
                        .flatMap(command -> command.times().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum()));
        var executions = new ArrayList<ForeignRun.Execution>();
        for (var command : export.results()) {
            for (var i = 0; i < command.times().size(); i++) {
                executions.add(execution(command, i, begun));
            }
        }
        return new ForeignRun(TOOL, host, begun, at, labels, executions).measured(export.toString());
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

    private static ForeignRun.Execution execution(HyperfineExport.Command command, int index, Instant begun) {
        var seconds = command.times().get(index);
        var code = Objects.requireNonNull(command.exitCodes()).get(index);
        return new ForeignRun.Execution(
                benchmark(command),
                begun,
                seconds,
                code == null ? null : new Timing(TOOL, RESOLUTION_SECONDS, seconds, seconds, null, code, List.of()),
                Map.of("command", command.command()),
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
}
