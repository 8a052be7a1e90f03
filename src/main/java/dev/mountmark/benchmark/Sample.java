package dev.mountmark.benchmark;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One execution of one benchmark.
///
/// @param number in its run, from 1, in the order in which samples were taken
/// @param benchmark of what
/// @param round from 1; warm-up rounds first
/// @param warmup kept and marked, not counted
/// @param startedAt by the service's clock
/// @param phases seconds of each phase that was reached
/// @param timing of the command, absent when it did not end
/// @param environment what was true at the time, by name
/// @param failure why there is no result, absent when there is one
public record Sample(
        int number,
        Benchmark benchmark,
        int round,
        boolean warmup,
        Instant startedAt,
        Map<Phase, Double> phases,
        @Nullable Timing timing,
        Map<String, String> environment,
        @Nullable Failure failure) {
    /// Ends the name of a fact that says who has told another: `sharingSource` is that of
    /// `sharing`.
    public static final String SOURCE = "Source";

    public Sample {
        phases = phases.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(phases));
        environment = Map.copyOf(environment);
    }

    public Outcome outcome() {
        if (failure == null) {
            return Outcome.SUCCEEDED;
        }
        return failure.category() == Failure.Category.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
    }

    /// Whether its time counts in the statistics.
    public boolean counted() {
        return !warmup && failure == null && seconds() > 0;
    }

    /// Seconds of the measured command.
    public double seconds() {
        return phases.getOrDefault(Phase.COMMAND, Double.NaN);
    }

    public enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
