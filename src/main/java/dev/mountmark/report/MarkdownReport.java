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
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|&~]");
    /// Some readers know a rule only from three characters on.
    private static final int SHORTEST_RULE = 3;

    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private MarkdownReport() {}

    /// @param results of the run so far, in the order of the table
    public static String of(Run run, List<Result> results) {
        return of(run, results, List.of());
    }

    /// @param beside what others published of the same work
    public static String of(Run run, List<Result> results, List<Published> beside) {
        var doubts = Doubts.of(results);
        var lines = new ArrayList<String>();
        lines.addAll(headline(run));
        ResultTable.byWorkload(results, beside).forEach((workload, table) -> {
            lines.addAll(List.of("", "## " + workload, ""));
            lines.addAll(table(table));
        });
        ResultTable.notes("Interval", results, beside).forEach(note -> lines.addAll(List.of("", escaped(note))));
        lines.addAll(conclusions(run, results));
        lines.addAll(caveats(doubts));
        lines.addAll(failures(doubts));
        lines.addAll(system(results, beside));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> headline(Run run) {
        var lines = new ArrayList<>(List.of(
                "# Run " + run.id(),
                "",
                "On " + escaped(run.host()) + ", " + escaped(Headline.sentence(run.state())) + " "
                        + escaped(Headline.plan(run.plan()))));
        Headline.exclusion(run).ifPresent(words -> lines.addAll(List.of("", "**" + escaped(words) + "**")));
        if (!run.labels().isEmpty()) {
            lines.addAll(List.of("", "Labels: " + escaped(Headline.labels(run))));
        }
        return lines;
    }

    private static List<String> table(ResultTable plain) {
        var table = new ResultTable(
                plain.columns(),
                plain.rows().stream()
                        .map(row -> new ResultTable.Row(
                                row.texts().stream()
                                        .map(MarkdownReport::escaped)
                                        .toList(),
                                row.seconds(),
                                row.published()))
                        .toList());
        var widths = IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.texts(column)
                        .mapToInt(Columns::of)
                        .reduce(
                                Math.max(
                                        SHORTEST_RULE,
                                        table.columns().get(column).heading().length()),
                                Math::max))
                .toList();
        var lines = new ArrayList<String>();
        lines.add(line(table.padded(table.headings(), widths)));
        lines.add(line(IntStream.range(0, widths.size())
                .mapToObj(column -> table.columns().get(column).number()
                        ? "-".repeat(widths.get(column) - 1) + ":"
                        : "-".repeat(widths.get(column)))
                .toList()));
        table.rows().forEach(row -> lines.add(line(table.padded(row.texts(), widths))));
        return lines;
    }

    private static String line(List<String> texts) {
        return texts.stream().collect(Collectors.joining(" | ", "| ", " |"));
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

    private static List<String> system(List<Result> results, List<Published> beside) {
        var information = SystemInformation.of(results);
        var lines = section("System information", information.isEmpty() && beside.isEmpty());
        information.forEach(platform -> {
            lines.add("- **" + escaped(platform.name()) + "**");
            platform.facts().forEach(fact -> lines.add("  - " + escaped(fact.words())));
        });
        beside.stream().flatMap(published -> published.systems().stream()).forEach(machine -> {
            lines.add("- **" + escaped(String.join(", ", machine.platforms())) + "** (published)");
            machine.facts().forEach(fact -> lines.add("  - " + escaped(fact)));
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
