package dev.mountmark.benchmark;

import dev.mountmark.statistics.Interval;
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

    /// How many times as long it takes as the reference.
    ///
    /// @param reference the scenario that the ratio is taken to
    /// @param ratio Hodges-Lehmann estimate of this over the reference; 1 for the reference itself
    /// @param test whether the two differ at all, absent for the reference itself
    public record Comparison(
            Scenario reference, double ratio, @Nullable Test test) {
        /// What it is to be a difference: below this, by chance alone, in one of twenty workloads at most.
        public static final double LEVEL = 0.05;

        static Comparison ofItself(Scenario reference) {
            return new Comparison(reference, 1, null);
        }

        /// What can be said; empty for the reference itself.
        public Optional<Outcome> outcome() {
            return Optional.ofNullable(test).map(known -> known.outcome(ratio));
        }

        /// The interval of the ratio; empty where there is none, and for the reference itself.
        public Optional<Interval> interval() {
            return Optional.ofNullable(test).flatMap(Test::interval);
        }
    }

    /// A test of one benchmark against its reference.
    ///
    /// @param pValue of the two-sided exact Mann-Whitney test
    /// @param adjusted the same, adjusted by Holm for all comparisons of the workload
    /// @param interval of the ratio at 95 % or more, by itself; empty where n carries none
    /// @param samplesNeeded what n would have to be in both, for a difference to be shown at all among as many
    ///     comparisons; absent where it is large enough
    public record Test(
            double pValue,
            double adjusted,
            Optional<Interval> interval,
            @Nullable Integer samplesNeeded) {
        Outcome outcome(double ratio) {
            if (adjusted < Comparison.LEVEL) {
                return ratio > 1 ? Outcome.SLOWER : Outcome.FASTER;
            }
            return samplesNeeded == null ? Outcome.NO_DIFFERENCE : Outcome.TOO_FEW;
        }
    }

    /// What a test allows to be said.
    public enum Outcome {
        SLOWER,
        FASTER,
        /// None was shown, which is not the same as that there is none.
        NO_DIFFERENCE,
        /// None could be shown with so few samples, however large it is.
        TOO_FEW;

        /// The word used in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

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
