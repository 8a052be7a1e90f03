package dev.mountmark.run;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody asked to be measured. Empty lists stand for the default: the article's workload
/// and scenarios, on every local runtime that is available.
///
/// @param workloads by name
/// @param runtimes by slug
/// @param scenarios by label
/// @param plan values that differ from the named plan's
/// @param labels free text to find runs by: at most 16, keys of 1 to 63 characters a-z 0-9 . _ /
///     -, values of at most 200 characters without control characters
public record RunRequest(
        List<String> workloads,
        List<String> runtimes,
        List<String> scenarios,
        PlanRequest plan,
        Map<String, String> labels) {
    private static final int MOST_LABELS = 16;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern KEY = Pattern.compile("[a-z0-9._/-]{1,63}");

    /// @throws InvalidRequestException when labels are not what they may be
    public RunRequest {
        workloads = List.copyOf(workloads);
        runtimes = List.copyOf(runtimes);
        scenarios = List.copyOf(scenarios);
        check(labels);
        labels = Map.copyOf(labels);
    }

    static void check(Map<String, String> labels) {
        if (labels.size() > MOST_LABELS) {
            throw new InvalidRequestException("labels", "expected at most " + MOST_LABELS + ", got " + labels.size());
        }
        labels.forEach((key, value) -> {
            if (!KEY.matcher(key).matches()) {
                throw new InvalidRequestException(
                        "labels", "expected keys of 1 to 63 characters a-z 0-9 . _ / -, got " + key);
            }
            if (value == null || value.length() > LONGEST_VALUE || value.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidRequestException(
                        "labels." + key,
                        "expected a text of at most " + LONGEST_VALUE + " characters without control characters, got "
                                + (value == null ? "null" : value.length() + " characters"));
            }
        });
    }

    /// Absent values are those of the named plan; an absent seed is drawn.
    public record PlanRequest(
            Plan.@Nullable Name name,
            @Nullable Double precision,
            @Nullable Integer minimumSamples,
            @Nullable Integer maximumSamples,
            @Nullable Integer warmupRounds,
            @Nullable Duration timeLimit,
            @Nullable Duration coolDown,
            @Nullable Cache cache,
            @Nullable Long seed) {
        /// All as the named plan has it.
        public static final PlanRequest DEFAULT = named(Optional.empty());

        /// All as that plan has it; the default one's when none is named.
        static PlanRequest named(Optional<Plan.Name> name) {
            return new PlanRequest(name.orElse(null), null, null, null, null, null, null, null, null);
        }
    }
}
