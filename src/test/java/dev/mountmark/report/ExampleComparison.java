package dev.mountmark.report;

import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// [ExampleRun] and the same a day before, when the engine was an older one and its bind mounts were faster.
public final class ExampleComparison {
    public static final RunId BEFORE = new RunId("20261122t004501-2mk9wd");
    private static final Duration DAY = Duration.ofSeconds(86_411);

    private ExampleComparison() {}

    public static RunComparison slowerBindMount() {
        return comparison(sample -> true);
    }

    /// @param counted which samples of both runs are left
    static RunComparison comparison(Predicate<Sample> counted) {
        var after = ExampleRun.succeeded();
        var before = before(after);
        var samples = ExampleRun.samples().stream().filter(counted).toList();
        return RunComparison.of(
                before,
                Results.of(
                        before, samples.stream().map(ExampleComparison::before).toList()),
                after,
                Results.of(after, samples.stream().map(ExampleComparison::after).toList()));
    }

    /// Without the scenario `no-volumes`.
    private static Run before(Run run) {
        var cells = run.benchmarks().stream()
                .filter(cell -> !(cell.benchmark().scenario() instanceof Scenario.NoVolumes))
                .toList();
        return new Run(
                BEFORE,
                new RunState.Succeeded(ExampleRun.STARTED.minus(DAY), ExampleRun.ENDED.minus(DAY)),
                new TreeMap<>(Map.of("branch", "main")),
                run.plan(),
                run.submittedAt().minus(DAY),
                run.host(),
                cells);
    }

    private static Sample before(Sample sample) {
        var factor = sample.benchmark().scenario() instanceof Scenario.BindMount ? 0.827 : 1.0;
        return with(sample, factor, "27.3.1");
    }

    private static Sample after(Sample sample) {
        return with(sample, 1, "28.0.0");
    }

    private static Sample with(Sample sample, double factor, String engine) {
        var environment = new HashMap<>(sample.environment());
        if (!(sample.benchmark().scenario() instanceof Scenario.Native)) {
            environment.put("engineVersion", engine);
        }
        return new Sample(
                sample.number(),
                sample.benchmark(),
                sample.round(),
                sample.warmup(),
                sample.startedAt(),
                Map.of(Phase.COMMAND, Math.round(sample.seconds() * factor * 1000) / 1000.0),
                sample.timing(),
                environment,
                sample.failure());
    }
}
