package dev.mountmark.report;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Figures;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RunState.Cancelled;
import dev.mountmark.benchmark.RunState.Cancelling;
import dev.mountmark.benchmark.RunState.Failed;
import dev.mountmark.benchmark.RunState.Interrupted;
import dev.mountmark.benchmark.RunState.Queued;
import dev.mountmark.benchmark.RunState.Running;
import dev.mountmark.benchmark.RunState.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is said of a run before its table.
final class Headline {
    private Headline() {}

    /// `succeeded in 6 min 3 s`.
    static String state(RunState state) {
        return switch (state) {
            case Queued queued -> queued.word() + ": it has not begun";
            case Running running -> "running since " + Wording.time(running.startedAt()) + "; figures so far";
            case Cancelling cancelling -> "being cancelled; figures so far";
            case Succeeded succeeded -> "succeeded in " + took(succeeded.startedAt(), succeeded.endedAt());
            case Failed failed -> "failed after " + took(failed.startedAt(), failed.endedAt()) + ": " + failed.reason();
            case Cancelled cancelled -> cancelled(cancelled.startedAt(), cancelled.endedAt());
            case Interrupted interrupted ->
                "interrupted after " + took(interrupted.startedAt(), interrupted.endedAt()) + ": "
                        + interrupted.explanation();
        };
    }

    /// The same with a full stop, whether or not a reason has brought one.
    static String sentence(RunState state) {
        var words = Wording.plain(state(state)).strip();
        return words.endsWith(".") ? words : words + ".";
    }

    private static String cancelled(@Nullable Instant startedAt, Instant endedAt) {
        return startedAt == null ? "cancelled before it began" : "cancelled after " + took(startedAt, endedAt);
    }

    private static String took(Instant from, Instant to) {
        return Wording.duration(Duration.between(from, to));
    }

    /// The plan in one line: enough to ask for the same again.
    static String plan(Plan plan) {
        return "Plan " + plan.name().word() + ": to ±" + Figures.percent(plan.precision()) + ", "
                + (plan.minimumSamples() == plan.maximumSamples() ? "" : plan.minimumSamples() + " to ")
                + Wording.count(plan.maximumSamples(), "counted round") + " after "
                + Wording.count(plan.warmupRounds(), "warm-up round") + ", at most "
                + Wording.duration(plan.timeLimit())
                + (plan.coolDown().isZero() ? "" : ", " + Wording.duration(plan.coolDown()) + " between rounds")
                + (plan.cache() == Cache.WARM ? "" : ", " + plan.cache().word() + " caches") + ", seed " + plan.seed()
                + ".";
    }

    /// `Excluded since 2026-11-23 08:12:09 UTC: the laptop was on battery`; empty when it is not.
    static Optional<String> exclusion(Run run) {
        return Optional.ofNullable(run.exclusion())
                .map(exclusion -> "Excluded since " + Wording.time(exclusion.since()) + ": " + exclusion.reason());
    }

    static String labels(Run run) {
        return run.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + Wording.plain(label.getValue()))
                .collect(Collectors.joining(", "));
    }
}
