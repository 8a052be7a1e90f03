package dev.mountmark.benchmark;

import java.time.Duration;

/// How a run is measured.
///
/// @param name which set of values it started from
/// @param minimumSamples counted samples below which a result carries a caveat, 1 to 1000
/// @param maximumSamples counted rounds, at least `minimumSamples`, at most 1000
/// @param warmupRounds kept and not counted, 0 to 10
/// @param timeLimit from the first sample on; no sample begins after it
/// @param seed of the order within the rounds: the same seed replays it
public record Plan(Name name, int minimumSamples, int maximumSamples, int warmupRounds, Duration timeLimit, long seed) {
    public static final int MOST_SAMPLES = 1000;
    public static final int MOST_WARMUP_ROUNDS = 10;
    public static final Duration LONGEST = Duration.ofDays(1);

    public Plan {
        if (minimumSamples < 1 || minimumSamples > MOST_SAMPLES) {
            throw new InvalidRequestException(
                    "plan.minimumSamples", "expected 1 to " + MOST_SAMPLES + ", got " + minimumSamples);
        }
        if (maximumSamples < minimumSamples || maximumSamples > MOST_SAMPLES) {
            throw new InvalidRequestException(
                    "plan.maximumSamples",
                    "expected " + minimumSamples + " (minimumSamples) to " + MOST_SAMPLES + ", got " + maximumSamples);
        }
        if (warmupRounds < 0 || warmupRounds > MOST_WARMUP_ROUNDS) {
            throw new InvalidRequestException(
                    "plan.warmupRounds", "expected 0 to " + MOST_WARMUP_ROUNDS + ", got " + warmupRounds);
        }
        if (timeLimit.compareTo(Duration.ofSeconds(1)) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            throw new InvalidRequestException("plan.timeLimit", "expected PT1S to PT24H, got " + timeLimit);
        }
    }

    /// All rounds, those of the warm-up included.
    public int rounds() {
        return warmupRounds + maximumSamples;
    }

    /// Sets of values with a name.
    public enum Name {
        QUICK(6, Duration.ofMinutes(30)),
        STANDARD(10, Duration.ofHours(2));

        private final int samples;
        private final Duration timeLimit;

        Name(int samples, Duration timeLimit) {
            this.samples = samples;
            this.timeLimit = timeLimit;
        }

        public int samples() {
            return samples;
        }

        public Duration timeLimit() {
            return timeLimit;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
