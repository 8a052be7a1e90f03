package dev.mountmark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a run is to be measured: the plan of the API, an option for each field. What is absent is as the named plan has
/// it.
final class PlanOptions {
    /// As people write it: `90s`, `1h30m`.
    private static final Pattern SHORT = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?", Pattern.CASE_INSENSITIVE);

    @Option(names = "--plan", paramLabel = "NAME", description = "quick or standard (the default).")
    private @Nullable String name;

    @Option(names = "--quick", description = "The same as --plan quick.")
    private boolean quick;

    @Option(names = "--warmup", paramLabel = "N", description = "Rounds that are kept and not counted.")
    private @Nullable Integer warmupRounds;

    @Option(names = "--min-samples", paramLabel = "N", description = "Counted samples that a result should have.")
    private @Nullable Integer minimumSamples;

    @Option(names = "--max-samples", paramLabel = "N", description = "Counted rounds at most.")
    private @Nullable Integer maximumSamples;

    @Option(
            names = "--time-limit",
            paramLabel = "DURATION",
            description = "No sample begins later than this after the first: 90s, 6m, 1h30m.")
    private @Nullable String timeLimit;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order within the rounds; the same replays it.")
    private @Nullable Long seed;

    void addTo(ObjectNode plan) {
        if (name != null || quick) {
            plan.put("name", name == null ? "quick" : name);
        }
        if (warmupRounds != null) {
            plan.put("warmupRounds", warmupRounds);
        }
        if (minimumSamples != null) {
            plan.put("minimumSamples", minimumSamples);
        }
        if (maximumSamples != null) {
            plan.put("maximumSamples", maximumSamples);
        }
        if (timeLimit != null) {
            plan.put("timeLimit", duration(timeLimit));
        }
        if (seed != null) {
            plan.put("seed", seed);
        }
    }

    /// By ISO 8601; what is no duration is left to be refused with all other values.
    private static String duration(String text) {
        return !text.isEmpty() && SHORT.matcher(text).matches() ? "PT" + text.toUpperCase(Locale.ROOT) : text;
    }
}
