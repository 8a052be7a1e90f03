package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunEvent.BenchmarkFailed;
import dev.mountmark.benchmark.RunEvent.Preparing;
import dev.mountmark.benchmark.RunEvent.RoundStarted;
import dev.mountmark.benchmark.RunEvent.RunChanged;
import dev.mountmark.benchmark.RunEvent.RunExcluded;
import dev.mountmark.benchmark.RunEvent.RunIncluded;
import dev.mountmark.benchmark.RunEvent.SampleTaken;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RunState.Cancelled;
import dev.mountmark.benchmark.RunState.Cancelling;
import dev.mountmark.benchmark.RunState.Failed;
import dev.mountmark.benchmark.RunState.Interrupted;
import dev.mountmark.benchmark.RunState.Queued;
import dev.mountmark.benchmark.RunState.Running;
import dev.mountmark.benchmark.RunState.Succeeded;
import dev.mountmark.benchmark.Sample;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// The lines that tell how a run goes on: one for each sample, aligned for the whole run.
///
/// @param run as it was submitted: its benchmarks decide the widths
public record ProgressText(Run run) {
    private static final String GAP = "  ";

    /// Wide enough for `1234.56 s`.
    private static final int SECONDS = 9;

    /// The line for an event, without a line feed; empty where another event says it.
    public Optional<String> line(RunEvent event) {
        return switch (event) {
            case RunChanged changed -> Optional.of(ofRun(state(changed.state())));
            case Preparing preparing -> Optional.of(preparing(preparing));
            // Every sample names its round.
            case RoundStarted started -> Optional.empty();
            case SampleTaken taken -> Optional.of(sample(taken));
            case BenchmarkFailed failed ->
                Optional.of(line(
                        "given up",
                        failed.benchmark(),
                        "failed",
                        Wording.plain(failed.failure().message())));
            case RunExcluded excluded ->
                Optional.of(ofRun("excluded: " + excluded.exclusion().reason()));
            case RunIncluded _ -> Optional.of(ofRun("no longer excluded"));
        };
    }

    private String ofRun(String words) {
        return Wording.shortened("run " + run.id() + GAP + Wording.plain(words), Wording.WIDTH);
    }

    private String state(RunState state) {
        return switch (state) {
            case Queued queued -> queued.word();
            case Running running ->
                running.word() + ": " + Wording.count(run.benchmarks().size(), "benchmark") + ", "
                        + Wording.count(run.plan().rounds(), "round") + ", at most "
                        + Wording.duration(run.plan().timeLimit());
            case Cancelling cancelling -> cancelling.word() + ": what the sample at hand made is removed";
            case Succeeded _, Failed _, Cancelled _, Interrupted _ -> Headline.state(state);
        };
    }

    private String preparing(Preparing preparing) {
        return Wording.shortened(
                Wording.padded("prepare", roundWidth(), false)
                        + GAP
                        + Wording.padded(preparing.runtime().slug().value(), runtimeWidth(), false)
                        + GAP
                        + preparing.workload()
                        + GAP
                        + Wording.plain(preparing.step()),
                Wording.WIDTH);
    }

    private String sample(SampleTaken taken) {
        var sample = taken.sample();
        var left = taken.left()
                .filter(Duration::isPositive)
                .map(duration -> Wording.about(duration) + " left")
                .orElse("");
        return line(
                round(sample.round()),
                sample.benchmark(),
                switch (sample.outcome()) {
                    case SUCCEEDED -> Wording.seconds(sample.seconds());
                    case FAILED -> "failed";
                    case CANCELLED -> "stopped";
                },
                note(sample, left));
    }

    private static String note(Sample sample, String left) {
        var failure = sample.failure();
        if (failure != null) {
            return Wording.plain(failure.message());
        }
        if (!sample.warmup()) {
            return left;
        }
        return "warm-up" + (left.isEmpty() ? "" : ", " + left);
    }

    private String line(String what, Benchmark benchmark, String seconds, String note) {
        var text = Wording.padded(what, roundWidth(), false)
                + GAP
                + Wording.padded(benchmark.runtime().slug().value(), runtimeWidth(), false)
                + GAP
                + (severalWorkloads()
                        ? Wording.padded(
                                        benchmark.workload().value(),
                                        widest(cell -> cell.workload().value().length()),
                                        false)
                                + GAP
                        : "")
                + Wording.padded(
                        benchmark.scenario().label(),
                        widest(cell -> cell.scenario().label().length()),
                        false)
                + GAP
                + Wording.padded(seconds, SECONDS, true)
                + GAP
                + GAP.substring(1)
                + note;
        return Wording.shortened(text.stripTrailing(), Wording.WIDTH);
    }

    private String round(int round) {
        var rounds = Integer.toString(run.plan().rounds());
        return "round " + Wording.padded(Integer.toString(round), rounds.length(), true) + " of " + rounds;
    }

    private int roundWidth() {
        return round(1).length();
    }

    private int runtimeWidth() {
        return widest(cell -> cell.runtime().slug().value().length());
    }

    private boolean severalWorkloads() {
        return run.benchmarks().stream()
                        .map(cell -> cell.benchmark().workload())
                        .distinct()
                        .count()
                > 1;
    }

    private int widest(ToIntFunction<Benchmark> width) {
        return run.benchmarks().stream()
                .map(Run.Cell::benchmark)
                .mapToInt(width)
                .max()
                .orElse(0);
    }
}
