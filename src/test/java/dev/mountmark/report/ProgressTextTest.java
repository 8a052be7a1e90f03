package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunEvent.BenchmarkFailed;
import dev.mountmark.benchmark.RunEvent.Preparing;
import dev.mountmark.benchmark.RunEvent.RoundStarted;
import dev.mountmark.benchmark.RunEvent.RunChanged;
import dev.mountmark.benchmark.RunEvent.SampleTaken;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private final ProgressText progress = new ProgressText(ExampleRun.run(new RunState.Queued()));

    @Test
    void eachSampleIsOneAlignedLine() {
        var failure = new Failure(Failure.Category.COMMAND, Phase.COMMAND, "command ended with exit code 7.");
        var stopped = new Failure(Failure.Category.CANCELLED, Phase.COMMAND, "Stopped on request.");
        var events = Stream.of(
                new RunChanged(new RunState.Queued()),
                new RunChanged(new RunState.Running(ExampleRun.STARTED)),
                new Preparing(ExampleRun.LINUX, ExampleRun.WORKLOAD, "building the image"),
                new RoundStarted(1, 7, true),
                taken(ExampleRun.sample(1, 1, new Scenario.BindMountVolume(), null), Duration.ZERO),
                taken(ExampleRun.sample(2, 2, new Scenario.BindMount(), null), Duration.ofSeconds(251)),
                taken(ExampleRun.sample(3, 2, new Scenario.Native(), failure), Duration.ofSeconds(50)),
                taken(ExampleRun.sample(4, 3, new Scenario.Native(), stopped), null),
                new BenchmarkFailed(
                        ExampleRun.benchmark(new Scenario.NoVolumes()),
                        new Failure(Failure.Category.ENGINE, null, "The engine does not answer.")),
                new RunChanged(new RunState.Cancelling(ExampleRun.STARTED)),
                new RunChanged(new RunState.Cancelled(ExampleRun.STARTED, ExampleRun.ENDED)));

        var lines = events.map(progress::line).flatMap(Optional::stream);

        assertThat(String.join("\n", lines.toList()) + "\n").isEqualTo("""
                        run 20261123t004512-7qx3fa  queued
                        run 20261123t004512-7qx3fa  running: 4 benchmarks, 7 rounds, at most 6 min
                        prepare       linux  npm-install  building the image
                        round 1 of 7  linux  bind-mount-volume     5.43 s   warm-up
                        round 2 of 7  linux  bind-mount            9.44 s   about 4 min left
                        round 2 of 7  host   native                failed   command ended with exit code 7.
                        round 3 of 7  host   native               stopped   Stopped on request.
                        given up      linux  no-volumes            failed   The engine does not answer.
                        run 20261123t004512-7qx3fa  cancelling: what the sample at hand made is removed
                        run 20261123t004512-7qx3fa  cancelled after 6 min 2 s
                        """);
    }

    @Test
    void aLongReasonIsShortenedToTheTerminal() {
        var failure = new Failure(Failure.Category.COMMAND, Phase.COMMAND, "very ".repeat(40) + "long");

        var line = progress.line(taken(ExampleRun.sample(1, 2, new Scenario.Native(), failure), null));

        assertThat(line)
                .hasValueSatisfying(text -> assertThat(text).hasSize(100).endsWith("…"));
    }

    @Test
    void whatIsLeftIsNeverSaidMorePreciselyThanItIsKnown() {
        assertThat(Stream.of(3, 12, 17, 54, 55, 89, 90, 3599, 5400)
                        .map(seconds -> Wording.about(Duration.ofSeconds(seconds))))
                .containsExactly(
                        "about 10 s",
                        "about 10 s",
                        "about 20 s",
                        "about 50 s",
                        "about 1 min",
                        "about 1 min",
                        "about 2 min",
                        "about 1 h",
                        "about 1 h 30 min");
    }

    private static SampleTaken taken(
            dev.mountmark.benchmark.Sample sample, @org.jspecify.annotations.Nullable Duration left) {
        return new SampleTaken(sample, sample.number(), 28, left);
    }
}
