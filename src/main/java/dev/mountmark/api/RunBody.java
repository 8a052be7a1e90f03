package dev.mountmark.api;

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
import java.util.regex.Pattern;
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
    private static final int MOST_LABELS = 16;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern KEY = Pattern.compile("[a-z0-9._/-]{1,63}");

    /// How it is to be measured; what is absent is as the named plan has it.
    @RegisterForReflection
    @Schema(name = "PlanRequest", description = "What is absent is as the named plan has it.")
    public record PlanBody(
            @Schema(
                    description = "quick: 6 rounds; standard (the default): 10 rounds.",
                    enumeration = {"quick", "standard"},
                    examples = "quick")
            @Nullable
            String name,

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

            @Schema(description = "Of the order within the rounds: the same seed replays it; drawn when absent.")
            @Nullable
            Long seed) {}

    /// @throws InvalidRequestException when names or labels are not what they may be
    RunRequest request() {
        return new RunRequest(
                names("workloads", workloads),
                names("runtimes", runtimes),
                names("scenarios", scenarios),
                plan == null ? new RunRequest.PlanRequest(null, null, null, null, null, null) : plan(plan),
                labels(labels == null ? Map.of() : labels));
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
                plan.name() == null ? null : planName(plan.name()),
                plan.minimumSamples(),
                plan.maximumSamples(),
                plan.warmupRounds(),
                plan.timeLimit() == null ? null : duration(plan.timeLimit()),
                plan.seed());
    }

    private static Duration duration(String timeLimit) {
        try {
            return Duration.parse(timeLimit);
        } catch (DateTimeParseException e) {
            throw new InvalidRequestException(
                    "plan.timeLimit", "expected an ISO 8601 duration like PT6M, got " + timeLimit);
        }
    }

    private static Plan.Name planName(String name) {
        return Arrays.stream(Plan.Name.values())
                .filter(known -> known.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "plan.name",
                        "expected any of "
                                + Arrays.stream(Plan.Name.values())
                                        .map(Plan.Name::word)
                                        .collect(Collectors.joining(", "))
                                + ", got " + name));
    }

    private static Map<String, String> labels(Map<String, String> labels) {
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
        return labels;
    }
}
