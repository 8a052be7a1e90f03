package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.report.Wording;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists series as they stand.
@Command(name = "series", description = "List series as they stand: state, baseline, what changed.")
final class SeriesCommand implements Task {
    private static final String INDENT = "  ";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only series whose time or ratio is in this state (learning, stable, regressed, improved,"
                    + " unstable or stale); several times for several.")
    private Set<String> states = new LinkedHashSet<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        var page = service.series(states);
        if (json) {
            terminal.out().println(page.toPrettyString());
            return 0;
        }
        page.path("series").forEach(series -> {
            terminal.out().println(series.path("id").asText() + INDENT + words(series));
            Stream.of("time", "ratio")
                    .filter(series::hasNonNull)
                    .map(measure -> measure + " " + said(series.path(measure)))
                    .flatMap(words -> Wording.wrapped(words, INDENT, INDENT + INDENT).stream())
                    .forEach(terminal.out()::println);
        });
        return 0;
    }

    private static String words(JsonNode series) {
        return "%s %s on %s of %s%s"
                .formatted(
                        series.path("workload").asText(),
                        series.path("scenario").asText(),
                        series.path("runtime").asText(),
                        series.path("host").asText(),
                        series.path("cache").asText().equals("warm")
                                ? ""
                                : ", caches " + series.path("cache").asText());
    }

    private static String said(JsonNode measure) {
        return measure.path("state").asText()
                + detail(measure)
                + ": newest " + value(measure, measure.path("newestValue"))
                + " of " + measure.path("newestAt").asText()
                + (measure.hasNonNull("baseline")
                        ? ", baseline "
                                + value(measure, measure.path("baseline").path("median"))
                        : "")
                + (measure.hasNonNull("change") ? ", " + change(measure.path("change")) : "");
    }

    private static String detail(JsonNode measure) {
        if (measure.hasNonNull("missingRuns")) {
            return " (" + measure.path("missingRuns").asInt() + " more to come)";
        }
        return measure.hasNonNull("tellableMagnitude")
                ? " (below " + percent(measure.path("tellableMagnitude").asDouble()) + " nothing can be told)"
                : "";
    }

    private static String change(JsonNode change) {
        var share = change.path("ratio").asDouble() - 1;
        return (share < 0 ? "-" : "+")
                + percent(Math.abs(share))
                + " since run " + change.path("run").asText();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String value(JsonNode measure, JsonNode value) {
        return String.format(Locale.ROOT, "%.3f", value.asDouble())
                + (measure.path("unit").asText().equals("seconds") ? " s" : "");
    }
}
