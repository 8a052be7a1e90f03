package dev.mountmark.report;

import dev.mountmark.benchmark.Conclusion;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A run as Markdown: the same as [TextReport], with the table in the article's form.
public final class MarkdownReport {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|]");
    /// Some readers know a rule only from three characters on.
    private static final int SHORTEST_RULE = 3;

    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private MarkdownReport() {}

    /// @param results of the run so far, in the order of the table
    public static String of(Run run, List<Result> results) {
        var lines = new ArrayList<String>();
        lines.add("# Run " + run.id());
        lines.add("");
        lines.add("On " + escaped(run.host()) + ", " + escaped(Headline.state(run.state())) + ". "
                + escaped(Headline.plan(run.plan())));
        Headline.exclusion(run).ifPresent(words -> lines.addAll(List.of("", "**" + escaped(words) + "**")));
        if (!run.labels().isEmpty()) {
            lines.add("");
            lines.add("Labels: " + escaped(Headline.labels(run)));
        }
        ResultTable.byWorkload(results).forEach((workload, ofWorkload) -> {
            lines.addAll(List.of("", "## " + workload, ""));
            lines.addAll(table(ResultTable.of(ofWorkload)));
        });
        lines.addAll(conclusions(run, results));
        var doubts = Doubts.of(results);
        lines.addAll(caveats(doubts));
        lines.addAll(failures(doubts));
        lines.addAll(system(results));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> table(ResultTable plain) {
        var table = new ResultTable(
                plain.columns(),
                plain.rows().stream()
                        .map(row -> row.stream().map(MarkdownReport::escaped).toList())
                        .toList());
        var lines = new ArrayList<String>();
        lines.add(line(table, table.headings()));
        lines.add(IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.columns().get(column).number()
                        ? "-".repeat(table.widths(SHORTEST_RULE).get(column) - 1) + ":"
                        : "-".repeat(table.widths(SHORTEST_RULE).get(column)))
                .collect(Collectors.joining(" | ", "| ", " |")));
        table.rows().forEach(row -> lines.add(line(table, row)));
        return lines;
    }

    private static String line(ResultTable table, List<String> texts) {
        return table.padded(texts, SHORTEST_RULE).stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static List<String> conclusions(Run run, List<Result> results) {
        var conclusions = Conclusion.of(run, results);
        var lines = section("Conclusions", conclusions.isEmpty());
        for (var conclusion : conclusions) {
            lines.add("- **" + escaped(ConclusionText.about(conclusion)) + "**");
            ConclusionText.findings(conclusion).forEach(finding -> lines.add("  - " + escaped(finding)));
            lines.add("  - **" + escaped(ConclusionText.advice(conclusion)) + "**");
        }
        return lines;
    }

    private static List<String> caveats(Doubts doubts) {
        var lines = section("Caveats", doubts.caveats().isEmpty());
        doubts.caveats()
                .forEach(doubt -> lines.add("- **" + escaped(doubt.about()) + "**: "
                        + escaped(doubt.caveat().message()) + " "
                        + escaped(doubt.caveat().advice())));
        return lines;
    }

    private static List<String> failures(Doubts doubts) {
        var lines = section("Failures", doubts.failures().isEmpty());
        for (var failed : doubts.failures()) {
            var failure = failed.failure();
            lines.add("- **" + escaped(failed.about()) + "** (" + Doubts.kind(failure) + "): "
                    + escaped(failure.message()));
            if (!failure.lastLines().isEmpty()) {
                var fence = fence(failure.lastLines());
                lines.addAll(List.of("", "  " + fence));
                failure.lastLines().forEach(last -> lines.add("  " + Wording.plain(last)));
                lines.addAll(List.of("  " + fence, ""));
            }
        }
        return lines;
    }

    /// Longer than any that the lines hold, so that none of them ends the block.
    private static String fence(List<String> lines) {
        var longest = lines.stream()
                .flatMap(line -> FENCE.matcher(line).results())
                .mapToInt(fence -> fence.group().length())
                .max()
                .orElse(2);
        return "`".repeat(longest + 1);
    }

    private static List<String> system(List<Result> results) {
        var information = SystemInformation.of(results);
        var lines = section("System information", information.isEmpty());
        information.forEach((platform, facts) -> {
            lines.add("- **" + escaped(platform) + "**");
            facts.forEach(fact -> lines.add("  - " + escaped(fact)));
        });
        return lines;
    }

    private static List<String> section(String title, boolean empty) {
        return empty ? new ArrayList<>() : new ArrayList<>(List.of("", "## " + title, ""));
    }

    static String escaped(String text) {
        return SPECIAL.matcher(Wording.plain(text)).replaceAll("\\\\$0");
    }
}
