package dev.mountmark.history;

import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.history.Shapes.BenchmarkShape;
import dev.mountmark.history.Shapes.FailureShape;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Events as the database keeps them: a word for the kind, and what it tells.
final class EventShapes {
    static final String SAMPLE_TAKEN = "sample-taken";
    static final String ROUND_STARTED = "round-started";
    static final String PREPARING = "preparing";

    private EventShapes() {}

    static String kind(RunEvent event) {
        return switch (event) {
            case RunEvent.RunChanged _ -> "run-changed";
            case RunEvent.Preparing _ -> PREPARING;
            case RunEvent.RoundStarted _ -> ROUND_STARTED;
            case RunEvent.SampleTaken _ -> SAMPLE_TAKEN;
            case RunEvent.BenchmarkFailed _ -> "benchmark-failed";
            case RunEvent.RunExcluded _ -> "run-excluded";
            case RunEvent.RunIncluded _ -> "run-included";
        };
    }

    static String body(RunEvent event) {
        return Shapes.text(
                switch (event) {
                    case RunEvent.RunChanged(var state) -> StateShape.of(state);
                    case RunEvent.Preparing(var runtime, var workload, var step) ->
                        new PreparingShape(runtime.slug().value(), runtime.displayName(), workload.value(), step);
                    case RunEvent.RoundStarted(var round, var rounds, var warmup) ->
                        new RoundShape(round, rounds, warmup);
                    case RunEvent.SampleTaken taken ->
                        new TakenShape(
                                taken.sample().number(),
                                taken.taken(),
                                taken.planned(),
                                taken.left().map(Duration::toString).orElse(null));
                    case RunEvent.BenchmarkFailed(var benchmark, var failure) ->
                        new GivenUpShape(BenchmarkShape.of(benchmark), FailureShape.of(failure));
                    case RunEvent.RunExcluded(var exclusion) ->
                        new ExclusionShape(exclusion.reason(), Timestamps.text(exclusion.since()));
                    case RunEvent.RunIncluded _ -> Map.of();
                });
    }

    /// @param samples the run's, by number: an event does not repeat what the sample's own row holds
    static RunEvent event(String kind, String body, IntFunction<Sample> samples) {
        return switch (kind) {
            case "run-changed" ->
                new RunEvent.RunChanged(Shapes.shape(body, StateShape.class).state());
            case PREPARING -> Shapes.shape(body, PreparingShape.class).event();
            case ROUND_STARTED -> Shapes.shape(body, RoundShape.class).event();
            case SAMPLE_TAKEN -> Shapes.shape(body, TakenShape.class).event(samples);
            case "benchmark-failed" -> Shapes.shape(body, GivenUpShape.class).event();
            case "run-excluded" ->
                new RunEvent.RunExcluded(
                        Shapes.shape(body, ExclusionShape.class).exclusion());
            case "run-included" -> new RunEvent.RunIncluded();
            default -> throw new IllegalStateException("history: expected a kind of event, got " + kind);
        };
    }

    @RegisterForReflection
    record PreparingShape(String runtime, String runtimeName, String workload, String step) {
        RunEvent event() {
            return new RunEvent.Preparing(new Runtime(new Slug(runtime), runtimeName), new Slug(workload), step);
        }
    }

    @RegisterForReflection
    record RoundShape(int round, int rounds, boolean warmup) {
        RunEvent event() {
            return new RunEvent.RoundStarted(round, rounds, warmup);
        }
    }

    @RegisterForReflection
    record TakenShape(
            int sample, int taken, int planned, @Nullable String remaining) {
        RunEvent event(IntFunction<Sample> samples) {
            return new RunEvent.SampleTaken(
                    samples.apply(sample), taken, planned, remaining == null ? null : Duration.parse(remaining));
        }
    }

    @RegisterForReflection
    record ExclusionShape(String reason, String since) {
        Exclusion exclusion() {
            return new Exclusion(reason, Timestamps.instant(since));
        }
    }

    @RegisterForReflection
    record GivenUpShape(BenchmarkShape benchmark, FailureShape failure) {
        RunEvent event() {
            return new RunEvent.BenchmarkFailed(benchmark.benchmark(), failure.failure());
        }
    }
}
