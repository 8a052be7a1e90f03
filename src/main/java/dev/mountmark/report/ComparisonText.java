package dev.mountmark.report;

import dev.mountmark.benchmark.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Two runs for a terminal: what the tests say first, then the figures.
public final class ComparisonText {
    private static final String GAP = "  ";

    private ComparisonText() {}

    /// @return lines of at most 100 columns where names allow it, each ended by a line feed
    public static String of(RunComparison comparison) {
        var lines = new ArrayList<String>();
        lines.addAll(Wording.wrapped("Before: " + ComparisonWording.run(comparison.before()), "", GAP));
        lines.addAll(Wording.wrapped("After:  " + ComparisonWording.run(comparison.after()), "", GAP));
        if (ComparisonWording.otherHost(comparison)) {
            lines.addAll(Wording.wrapped("They were measured on different hosts.", "", GAP));
        }
        lines.addAll(Wording.wrapped(ComparisonWording.summary(comparison), "", GAP));
        ComparisonTable.byWorkload(comparison).forEach((workload, table) -> {
            lines.addAll(List.of("", workload.value()));
            comparison.compared().stream()
                    .filter(pair -> pair.benchmark().workload().equals(workload))
                    .forEach(pair -> lines.addAll(Wording.wrapped(ComparisonWording.words(pair) + ".", "- ", GAP)));
            lines.add("");
            lines.addAll(table(table));
        });
        if (!comparison.compared().isEmpty()) {
            lines.add("");
            lines.addAll(Wording.wrapped(ComparisonWording.HOW, "", ""));
        }
        section(lines, "Not compared", ComparisonWording.notCompared(comparison));
        changes(lines, comparison);
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> table(ComparisonTable table) {
        var lines = new ArrayList<String>();
        lines.add(String.join(GAP, table.padded(ComparisonTable.HEADINGS)));
        lines.add(table.widths().stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        table.rows().forEach(row -> lines.add(String.join(GAP, table.padded(row))));
        return lines;
    }

    private static void section(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.addAll(List.of("", title));
            items.forEach(item -> lines.addAll(Wording.wrapped(item, "- ", GAP)));
        }
    }

    private static void changes(List<String> lines, RunComparison comparison) {
        var changes = ComparisonWording.changes(comparison);
        if (!changes.isEmpty()) {
            lines.addAll(List.of("", "What changed in the environment"));
            changes.forEach((platform, facts) -> {
                lines.add("- " + platform);
                facts.forEach(fact -> lines.addAll(Wording.wrapped(fact, GAP, "    ")));
            });
        }
    }
}
