package dev.mountmark.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far a run has come, and what is left as far as can be told from what was measured.
///
/// @param taken samples so far
/// @param planned samples in all, if those to come vary as much as those so far
/// @param remaining from now on, in whole seconds, 0 where it takes longer than was thought
/// @param endsAt by the service's clock
public record Estimate(int taken, int planned, Duration remaining, Instant endsAt) {
    /// @param told when the last sample had been taken
    /// @param remaining from then on
    public static Estimate of(int taken, int planned, Instant told, Duration remaining, Instant now) {
        var endsAt = told.plus(remaining).truncatedTo(ChronoUnit.SECONDS);
        var left = Duration.between(now, endsAt).truncatedTo(ChronoUnit.SECONDS);
        return new Estimate(taken, planned, left.isNegative() ? Duration.ZERO : left, endsAt);
    }
}
