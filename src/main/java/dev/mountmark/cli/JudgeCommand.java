package dev.mountmark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mountmark.drift.Change;
import dev.mountmark.drift.Detection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks for changes in any column of numbers. It needs neither data folder nor service, so it
/// asks nobody.
@Command(
        name = "judge",
        description = "Find where the level of a series changed, as Apache Otava does.",
        customSynopsis = "mountmark judge [OPTION ...] FILE",
        usageHelpAutoWidth = true)
final class JudgeCommand {
    /// Smaller and larger ones than these are printed by powers of ten.
    private static final double SMALLEST = 1e-3;

    private static final double LARGEST = 1e7;
    private static final int PERCENT = 100;

    /// What the detection calls its settings, and what they are called here.
    private static final Map<String, String> OPTIONS = Map.of(
            "window", "--window",
            "pValue", "--p-value",
            "magnitude", "--magnitude",
            "minimumSegment", "--minimum-segment");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE", description = "Numbers, oldest first, one a line, or CSV; - is what comes in.")
    private String file = "-";

    @Option(
            names = {"-c", "--column"},
            paramLabel = "NAME|NUMBER",
            description = "Which one, by its heading or counted from 1, where there are several.")
    private @Nullable String column;

    @Option(names = "--window", paramLabel = "N", description = "Values that are looked at together (50).")
    private @Nullable Integer window;

    @Option(names = "--p-value", paramLabel = "P", description = "Below it a change is one (0.001).")
    private @Nullable Double pValue;

    @Option(
            names = "--magnitude",
            paramLabel = "SHARE",
            description = "Above it a change is one, as a share of the smaller level: 0.05 for 5 %% (0).")
    private @Nullable Double magnitude;

    @Option(
            names = "--minimum-segment",
            paramLabel = "N",
            description = "The least number of values between two changes (1).")
    private @Nullable Integer minimumSegment;

    @Option(names = "--filter", description = "Leave out values that stand alone.")
    private boolean filter;

    @Option(
            names = "--mountmark",
            description = "Begin with the settings by which Mountmark judges its own series, instead of Otava's.")
    private boolean ours;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /// @return the exit code
    int print(Terminal terminal) throws IOException, Refused {
        var detection = detection();
        var values = new NumberColumn(file, column).read();
        var changes = detection.changes(values);
        if (json) {
            terminal.out().println(JSON.writeValueAsString(document(values.length, detection, changes)));
        } else {
            table(values.length, detection, changes).forEach(terminal.out()::println);
        }
        return 0;
    }

    private Detection detection() throws Refused {
        var base = ours ? Detection.ours(Detection.MAGNITUDE) : Detection.otava();
        try {
            return new Detection(
                    window == null ? base.window() : window,
                    pValue == null ? base.pValue() : pValue,
                    magnitude == null ? base.magnitude() : magnitude,
                    minimumSegment == null ? base.minimumSegment() : minimumSegment,
                    base.filter() || filter);
        } catch (IllegalArgumentException e) {
            throw Refused.usage(String.valueOf(e.getMessage())).inWords(OPTIONS);
        }
    }

    private static ObjectNode document(int count, Detection detection, List<Change> changes) {
        var document = JSON.createObjectNode().put("count", count);
        document.putObject("settings")
                .put("window", detection.window())
                .put("pValue", detection.pValue())
                .put("magnitude", detection.magnitude())
                .put("minimumSegment", detection.minimumSegment())
                .put("filter", detection.filter());
        var points = document.putArray("changePoints");
        for (var change : changes) {
            points.addObject()
                    .put("index", change.index())
                    .put("before", change.before())
                    .put("after", change.after())
                    .put("pValue", change.pValue())
                    .put("magnitude", change.magnitude());
        }
        return document;
    }

    private static List<String> table(int count, Detection detection, List<Change> changes) {
        var found = "%s in %s (window %d, p below %s%s%s%s)"
                .formatted(
                        counted(changes.size(), "change"),
                        counted(count, "value"),
                        detection.window(),
                        detection.pValue(),
                        detection.magnitude() > 0 ? ", magnitude above " + detection.magnitude() : "",
                        detection.minimumSegment() > 1 ? ", segments of at least " + detection.minimumSegment() : "",
                        detection.filter() ? ", without values that stand alone" : "");
        if (changes.isEmpty()) {
            return List.of(found);
        }
        var lines = new ArrayList<>(List.of(found, "", " Index        Before         After    Change        p"));
        changes.forEach(change -> lines.add(String.format(
                Locale.ROOT,
                "%6d  %12s  %12s  %8s  %7.1e",
                change.index(),
                level(change.before()),
                level(change.after()),
                share(change),
                change.pValue())));
        lines.add("");
        lines.add("Index: of the first value after the change, counted from 0. Before and after: means up to the next");
        lines.add("change.");
        return lines;
    }

    private static String counted(int count, String what) {
        return (count == 0 ? "no" : String.valueOf(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private static String level(double mean) {
        var size = Math.abs(mean);
        return String.format(Locale.ROOT, size == 0 || size >= SMALLEST && size < LARGEST ? "%.4f" : "%.4e", mean);
    }

    private static String share(Change change) {
        return change.before() == 0
                ? "-"
                : String.format(Locale.ROOT, "%+.1f %%", PERCENT * (change.after() / change.before() - 1));
    }
}
