package dev.mountmark.run;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody asked to be measured. Empty lists stand for the default: the article's workload and scenarios, on
/// every local runtime that is available.
///
/// @param workloads by name
/// @param runtimes by slug
/// @param scenarios by label
/// @param plan values that differ from the named plan's
/// @param labels free text, by name
public record RunRequest(
        List<String> workloads,
        List<String> runtimes,
        List<String> scenarios,
        PlanRequest plan,
        Map<String, String> labels) {
    public RunRequest {
        workloads = List.copyOf(workloads);
        runtimes = List.copyOf(runtimes);
        scenarios = List.copyOf(scenarios);
        labels = Map.copyOf(labels);
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
        public static final PlanRequest DEFAULT = new PlanRequest(null, null, null, null, null, null, null, null, null);
    }
}
