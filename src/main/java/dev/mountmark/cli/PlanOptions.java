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

    @Option(names = "--plan", paramLabel = "NAME", description = "quick, standard (the default) or thorough.")
    private @Nullable String name;

    @Option(names = "--quick", description = "The same as --plan quick.")
    private boolean quick;

    @Option(
            names = "--precision",
            paramLabel = "PERCENT",
            converter = Share.class,
            description = "How well a median has to be known to be enough: 5%%.")
    private @Nullable Double precision;

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

    @Option(names = "--cool-down", paramLabel = "DURATION", description = "Rest between two rounds: 5s.")
    private @Nullable String coolDown;

    @Option(
            names = "--cache",
            paramLabel = "STATE",
            description = "warm (the default), or cold: dropped before each command, where that may be done.")
    private @Nullable String cache;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order within the rounds; the same replays it.")
    private @Nullable Long seed;

    /// Adds what was given.
    void addTo(ObjectNode plan) {
        plan.put("name", name == null && quick ? "quick" : name);
        plan.put("precision", precision);
        plan.put("warmupRounds", warmupRounds);
        plan.put("minimumSamples", minimumSamples);
        plan.put("maximumSamples", maximumSamples);
        plan.put("timeLimit", duration(timeLimit));
        plan.put("coolDown", duration(coolDown));
        plan.put("cache", cache);
        plan.put("seed", seed);
        plan.properties().removeIf(field -> field.getValue().isNull());
    }

    /// By ISO 8601; what is no duration is left to be refused with all other values.
    private static @Nullable String duration(@Nullable String text) {
        return text != null && !text.isEmpty() && SHORT.matcher(text).matches()
                ? "PT" + text.toUpperCase(Locale.ROOT)
                : text;
    }
}
