package dev.mountmark.report;

import dev.mountmark.benchmark.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Two runs as Markdown: the same as [ComparisonText].
public final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    public static String of(RunComparison comparison) {
        var lines = new ArrayList<String>();
        lines.add("# Comparison of two runs");
        lines.add("");
        lines.add("- Before: " + escaped(ComparisonWording.run(comparison.before())));
        lines.add("- After: " + escaped(ComparisonWording.run(comparison.after())));
        if (ComparisonWording.otherHost(comparison)) {
            lines.add("- They were measured on different hosts.");
        }
        lines.addAll(List.of("", escaped(ComparisonWording.summary(comparison))));
        ComparisonTable.byWorkload(comparison).forEach((workload, table) -> {
            lines.addAll(List.of("", "## " + workload, ""));
            comparison.compared().stream()
                    .filter(pair -> pair.benchmark().workload().equals(workload))
                    .forEach(pair -> lines.add("- " + escaped(ComparisonWording.words(pair) + ".")));
            lines.add("");
            lines.addAll(table(table));
        });
        if (!comparison.compared().isEmpty()) {
            lines.addAll(List.of("", escaped(ComparisonWording.HOW)));
        }
        section(lines, "Not compared", ComparisonWording.notCompared(comparison));
        changes(lines, comparison);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> table(ComparisonTable plain) {
        var table = new ComparisonTable(plain.rows().stream()
                .map(row -> row.stream().map(ComparisonMarkdown::escaped).toList())
                .toList());
        var lines = new ArrayList<String>();
        lines.add(line(table.padded(ComparisonTable.HEADINGS)));
        lines.add(line(IntStream.range(0, ComparisonTable.HEADINGS.size())
                .mapToObj(column -> ComparisonTable.number(column)
                        ? "-".repeat(table.widths().get(column) - 1) + ":"
                        : "-".repeat(table.widths().get(column)))
                .toList()));
        table.rows().forEach(row -> lines.add(line(table.padded(row))));
        return lines;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static void section(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.addAll(List.of("", "## " + title, ""));
            items.forEach(item -> lines.add("- " + escaped(item)));
        }
    }

    private static void changes(List<String> lines, RunComparison comparison) {
        var changes = ComparisonWording.changes(comparison);
        if (!changes.isEmpty()) {
            lines.addAll(List.of("", "## What changed in the environment", ""));
            changes.forEach((platform, facts) -> {
                lines.add("- **" + escaped(platform) + "**");
                facts.forEach(fact -> lines.add("  - " + escaped(fact)));
            });
        }
    }

    private static String escaped(String text) {
        return MarkdownReport.escaped(text);
    }
}
