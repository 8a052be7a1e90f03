package dev.mountmark.benchmark;

import dev.mountmark.statistics.Precision;
import java.time.Duration;
import java.util.Locale;

/// How a run is measured.
///
/// @param name which set of values it started from
/// @param precision the half-width of a median's interval, as a share of the median, that is enough: 0.05 for ±5 %;
///     0.001 to 0.5
/// @param minimumSamples counted samples below which a workload goes on whatever its precision is, and a result
///     carries a caveat, 1 to 1000
/// @param maximumSamples counted rounds at most, at least `minimumSamples`, at most 1000
/// @param warmupRounds kept and not counted, 0 to 10
/// @param timeLimit from the first sample on; no sample begins after it
/// @param coolDown between two rounds, so that a processor that is hot or a disk that is busy comes to rest; 0 to 10
///     minutes
/// @param cache what is done to the kernel's caches before each command
/// @param seed of the order within the rounds: the same seed replays it
public record Plan(
        Name name,
        double precision,
        int minimumSamples,
        int maximumSamples,
        int warmupRounds,
        Duration timeLimit,
        Duration coolDown,
        Cache cache,
        long seed) {
    public static final double FINEST = 0.001;
    public static final double COARSEST = 0.5;
    public static final int MOST_SAMPLES = 1000;
    public static final int MOST_WARMUP_ROUNDS = 10;
    public static final Duration LONGEST = Duration.ofDays(1);
    public static final Duration LONGEST_COOL_DOWN = Duration.ofMinutes(10);

    public Plan {
        if (!(precision >= FINEST && precision <= COARSEST)) {
            throw new InvalidRequestException(
                    "plan.precision", "expected " + FINEST + " to " + COARSEST + ", got " + precision);
        }
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
        if (coolDown.isNegative() || coolDown.compareTo(LONGEST_COOL_DOWN) > 0) {
            throw new InvalidRequestException("plan.coolDown", "expected PT0S to PT10M, got " + coolDown);
        }
    }

    /// Whether a benchmark needs no further samples: there are enough, and its median was precise enough twice in a
    /// row.
    ///
    /// @param counted seconds, all above 0, in the order in which they were taken
    public boolean satisfiedBy(double... counted) {
        return counted.length >= minimumSamples && Precision.reached(precision, counted);
    }

    /// About how many counted samples a benchmark needs in all, from those that there are.
    ///
    /// @param counted seconds, all above 0, in the order in which they were taken
    /// @return `minimumSamples` to `maximumSamples`
    public int samplesWanted(double... counted) {
        // One more than reaches the precision: it has to be reached twice in a row.
        int wanted;
        if (counted.length < Precision.INTERVAL_NEEDS) {
            wanted = Precision.INTERVAL_NEEDS + 1;
        } else if (Precision.reached(precision, counted)) {
            wanted = counted.length;
        } else {
            wanted = counted.length + 1 + Precision.samplesMissing(precision, counted);
        }
        return Math.clamp(wanted, minimumSamples, maximumSamples);
    }

    /// All rounds that there can be, those of the warm-up included.
    public int rounds() {
        return warmupRounds + maximumSamples;
    }

    /// Sets of values with a name.
    public enum Name {
        /// As many rounds as carry an interval, and no more.
        QUICK(0.05, 6, 6, Duration.ofMinutes(30)),
        /// Until the medians are known to ±5 %.
        STANDARD(0.05, 10, 50, Duration.ofHours(2)),
        /// Until the medians are known to ±2 %; enough for a 95th percentile.
        THOROUGH(0.02, 20, 200, Duration.ofHours(8));

        private final double precision;
        private final int minimumSamples;
        private final int maximumSamples;
        private final Duration timeLimit;

        Name(double precision, int minimumSamples, int maximumSamples, Duration timeLimit) {
            this.precision = precision;
            this.minimumSamples = minimumSamples;
            this.maximumSamples = maximumSamples;
            this.timeLimit = timeLimit;
        }

        public double precision() {
            return precision;
        }

        public int minimumSamples() {
            return minimumSamples;
        }

        public int maximumSamples() {
            return maximumSamples;
        }

        public Duration timeLimit() {
            return timeLimit;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
