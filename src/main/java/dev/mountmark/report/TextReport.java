package dev.mountmark.report;

import dev.mountmark.benchmark.Conclusion;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A run for a terminal: the article's table, then what speaks against its figures.
public final class TextReport {
    private static final String GAP = "  ";

    private TextReport() {}

    /// @param results of the run so far, in the order of the table
    /// @return lines of at most 100 columns where names allow it, each ended by a line feed
    public static String of(Run run, List<Result> results) {
        var lines = new ArrayList<String>();
        lines.addAll(
                Wording.wrapped("Run " + run.id() + " on " + run.host() + " " + Headline.state(run.state()), "", GAP));
        lines.addAll(Wording.wrapped(Headline.plan(run.plan()), "", GAP));
        Headline.exclusion(run).ifPresent(words -> lines.addAll(Wording.wrapped(words, "", GAP)));
        if (!run.labels().isEmpty()) {
            lines.addAll(Wording.wrapped("Labels: " + Headline.labels(run), "", GAP));
        }
        var workloads = ResultTable.byWorkload(results);
        workloads.forEach((workload, ofWorkload) -> {
            lines.add("");
            lines.add(workload.value());
            lines.addAll(table(ResultTable.of(ofWorkload)));
        });
        lines.addAll(conclusions(run, results));
        var doubts = Doubts.of(results);
        lines.addAll(caveats(doubts));
        lines.addAll(failures(doubts));
        lines.addAll(system(results));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> table(ResultTable table) {
        var lines = new ArrayList<String>();
        lines.add(line(table, table.headings()));
        lines.add(table.widths(1).stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        table.rows().forEach(row -> lines.add(line(table, row)));
        return lines;
    }

    private static String line(ResultTable table, List<String> texts) {
        return String.join(GAP, table.padded(texts, 1));
    }

    private static List<String> conclusions(Run run, List<Result> results) {
        var conclusions = Conclusion.of(run, results);
        var lines = section("Conclusions", conclusions.isEmpty());
        for (var conclusion : conclusions) {
            lines.addAll(Wording.wrapped(ConclusionText.about(conclusion), "- ", GAP));
            ConclusionText.findings(conclusion).forEach(finding -> lines.addAll(Wording.wrapped(finding, GAP, "    ")));
            lines.addAll(Wording.wrapped(ConclusionText.advice(conclusion), GAP, "    "));
        }
        return lines;
    }

    private static List<String> caveats(Doubts doubts) {
        var lines = section("Caveats", doubts.caveats().isEmpty());
        for (var doubt : doubts.caveats()) {
            lines.addAll(Wording.wrapped(doubt.about() + ": " + doubt.caveat().message(), "- ", GAP));
            lines.addAll(Wording.wrapped(doubt.caveat().advice(), GAP, GAP));
        }
        return lines;
    }

    private static List<String> failures(Doubts doubts) {
        var lines = section("Failures", doubts.failures().isEmpty());
        for (var failed : doubts.failures()) {
            lines.addAll(Wording.wrapped(
                    failed.about() + " (" + Doubts.kind(failed.failure()) + "): "
                            + failed.failure().message(),
                    "- ",
                    GAP));
            failed.failure().lastLines().stream()
                    .map(last -> "  | " + Wording.shortened(Wording.plain(last), Wording.WIDTH - 4))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static List<String> system(List<Result> results) {
        var information = SystemInformation.of(results);
        var lines = section("System information", information.isEmpty());
        information.forEach((platform, facts) -> {
            lines.add("- " + platform);
            facts.forEach(fact -> lines.addAll(Wording.wrapped(fact, GAP, "    ")));
        });
        return lines;
    }

    private static List<String> section(String title, boolean empty) {
        return empty ? new ArrayList<>() : new ArrayList<>(List.of("", title));
    }
}
