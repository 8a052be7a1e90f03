package dev.mountmark.benchmark;

import dev.mountmark.statistics.Summary;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came out of one benchmark in a run.
///
/// @param benchmark which
/// @param state what became of it
/// @param failure why it was given up, absent when it was not
/// @param statistics of the counted samples, absent when there is none
/// @param phases median seconds of each phase over the counted samples, and those of `pull` and `build`
/// @param comparison with the reference, absent where none can be given
/// @param caveats reasons to distrust it
/// @param samples as taken
public record Result(
        Benchmark benchmark,
        State state,
        @Nullable Failure failure,
        @Nullable Summary statistics,
        Map<Phase, Double> phases,
        @Nullable Comparison comparison,
        List<Caveat> caveats,
        List<Sample> samples) {
    public Result {
        phases = phases.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(phases));
        caveats = List.copyOf(caveats);
        samples = List.copyOf(samples);
    }

    public Optional<Summary> summary() {
        return Optional.ofNullable(statistics);
    }

    /// @param reference the scenario that the ratio is taken to
    /// @param ratio Hodges-Lehmann estimate of this over the reference; 1 for the reference itself
    public record Comparison(Scenario reference, double ratio) {}

    public enum State {
        /// The run has not ended.
        PENDING,
        /// It has a result.
        SUCCEEDED,
        /// It was given up, or ended without a counted sample.
        FAILED,
        /// The run was cancelled or interrupted before it was done.
        INCOMPLETE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
