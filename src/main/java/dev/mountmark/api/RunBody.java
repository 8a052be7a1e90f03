package dev.mountmark.api;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.run.RunRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a client may ask for: a choice among what is configured here, never an image, a command or a path.
@RegisterForReflection
@Schema(
        name = "RunRequest",
        description = "All of it is optional: without a body, the article's workload in its scenarios is measured on"
                + " every local runtime found.")
public record RunBody(
        @Schema(description = "Names of workloads, as GET /workloads lists them.", examples = "[\"npm-install\"]")
        @Nullable
        List<String> workloads,

        @Schema(description = "Slugs of runtimes, as GET /runtimes lists them.", examples = "[\"linux\"]") @Nullable
        List<String> runtimes,

        @Schema(description = "Labels of scenarios, as GET /scenarios lists them.", examples = "[\"native\"]") @Nullable
        List<String> scenarios,

        @Nullable PlanBody plan,

        @Schema(
                description = "Free text to find runs by: at most 16, keys of 1 to 63 characters a-z 0-9 . _ / -,"
                        + " values of at most 200 characters.",
                examples = "{\"branch\": \"main\"}")
        @Nullable
        Map<String, String> labels) {
    static final RunBody EMPTY = new RunBody(null, null, null, null, null);

    private static final int MOST_NAMES = 100;

    /// How it is to be measured; what is absent is as the named plan has it.
    @RegisterForReflection
    @Schema(name = "PlanRequest", description = "What is absent is as the named plan has it.")
    public record PlanBody(
            @Schema(
                    description = "quick: 6 rounds; standard (the default): at least 10, until the medians are known to"
                            + " 5 %; thorough: at least 20, until they are known to 2 %.",
                    enumeration = {"quick", "standard", "thorough"},
                    examples = "quick")
            @Nullable
            String name,

            @Schema(
                    description = "The half-width of the interval of the median, as a share of it, that is enough: a"
                            + " workload is done when all its benchmarks have it.",
                    minimum = "0.001",
                    maximum = "0.5",
                    examples = "0.05")
            @Nullable
            Double precision,

            @Schema(
                    description = "Counted samples below which a result carries a caveat.",
                    minimum = "1",
                    maximum = "1000")
            @Nullable
            Integer minimumSamples,

            @Schema(description = "Counted rounds at most.", minimum = "1", maximum = "1000") @Nullable
            Integer maximumSamples,

            @Schema(description = "Rounds that are kept and not counted.", minimum = "0", maximum = "10") @Nullable
            Integer warmupRounds,

            @Schema(
                    description = "From the first sample on, PT1S to PT24H; no sample begins after it. ISO 8601.",
                    format = "duration",
                    examples = "PT6M")
            @Nullable
            String timeLimit,

            @Schema(
                    description = "Rest between two rounds, PT0S (the default) to PT10M. ISO 8601.",
                    format = "duration",
                    examples = "PT5S")
            @Nullable
            String coolDown,

            @Schema(
                    description = "warm (the default): as the work before left them; cold: written out and dropped"
                            + " before each command, where this service may do so.",
                    enumeration = {"warm", "cold"})
            @Nullable
            String cache,

            @Schema(description = "Of the order within the rounds: the same seed replays it; drawn when absent.")
            @Nullable
            Long seed) {}

    /// @throws InvalidRequestException when names or labels are not what they may be
    RunRequest request() {
        return new RunRequest(
                names("workloads", workloads),
                names("runtimes", runtimes),
                names("scenarios", scenarios),
                plan == null ? RunRequest.PlanRequest.DEFAULT : plan(plan),
                labels == null ? Map.of() : labels);
    }

    private static List<String> names(String field, @Nullable List<String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_NAMES || names.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(field, "expected at most " + MOST_NAMES + " names, none of them null");
        }
        return names.stream().distinct().toList();
    }

    private static RunRequest.PlanRequest plan(PlanBody plan) {
        return new RunRequest.PlanRequest(
                plan.name() == null ? null : worded("plan.name", Plan.Name.values(), Plan.Name::word, plan.name()),
                plan.precision(),
                plan.minimumSamples(),
                plan.maximumSamples(),
                plan.warmupRounds(),
                duration("plan.timeLimit", plan.timeLimit()),
                duration("plan.coolDown", plan.coolDown()),
                plan.cache() == null ? null : worded("plan.cache", Cache.values(), Cache::word, plan.cache()),
                plan.seed());
    }

    private static @Nullable Duration duration(String field, @Nullable String value) {
        try {
            return value == null ? null : Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException(field, "expected an ISO 8601 duration like PT6M, got " + value);
        }
    }

    private static <T> T worded(String field, T[] all, Function<T, String> wordOf, String word) {
        return Arrays.stream(all)
                .filter(one -> wordOf.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        field,
                        "expected any of "
                                + Arrays.stream(all).map(wordOf).collect(Collectors.joining(", ")) + ", got "
                                + word));
    }
}
