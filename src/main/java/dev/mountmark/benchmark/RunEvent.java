package dev.mountmark.benchmark;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is told while a run goes on; told only after the history has it.
public sealed interface RunEvent {
    /// The run went into another state.
    record RunChanged(RunState state) implements RunEvent {}

    /// Something is being made ready before the rounds.
    record Preparing(Runtime runtime, Slug workload, String step) implements RunEvent {}

    /// @param round from 1
    /// @param rounds all of them, the warm-up's included
    record RoundStarted(int round, int rounds, boolean warmup) implements RunEvent {}

    /// @param sample what came out
    /// @param taken samples so far
    /// @param planned samples in all
    /// @param remaining an estimate of what is left, absent before there is ground for one
    record SampleTaken(
            Sample sample, int taken, int planned, @Nullable Duration remaining) implements RunEvent {
        public Optional<Duration> left() {
            return Optional.ofNullable(remaining);
        }
    }

    /// The run is left out from now on, or for another reason.
    record RunExcluded(Exclusion exclusion) implements RunEvent {}

    /// The run is no longer left out.
    record RunIncluded() implements RunEvent {}

    /// A benchmark was given up; the others go on.
    record BenchmarkFailed(Benchmark benchmark, Failure failure) implements RunEvent {}
}
