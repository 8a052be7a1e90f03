package dev.mountmark.report;

import dev.mountmark.benchmark.Conclusion;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A run for a terminal: the article's table with a bar for each row, then what speaks against its figures.
public final class TextReport {
    private static final String GAP = "  ";

    /// A shorter bar tells nothing.
    private static final int SHORTEST_BAR = 6;

    /// Names are shortened to this before the bars go.
    private static final int SHORTEST_NAME = 16;

    private TextReport() {}

    /// @param results of the run so far, in the order of the table
    /// @return lines of at most 100 columns where names allow it, each ended by a line feed
    public static String of(Run run, List<Result> results) {
        return of(run, results, List.of());
    }

    /// @param beside what others published of the same work
    public static String of(Run run, List<Result> results, List<Published> beside) {
        var doubts = Doubts.of(results);
        var lines = new ArrayList<String>();
        lines.addAll(headline(run));
        ResultTable.byWorkload(results, beside).forEach((workload, table) -> {
            lines.addAll(List.of("", workload.value()));
            lines.addAll(table(table));
        });
        lines.addAll(notes(results, beside));
        lines.addAll(conclusions(run, results));
        lines.addAll(caveats(doubts));
        lines.addAll(failures(doubts));
        lines.addAll(system(results, beside));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> headline(Run run) {
        var lines = new ArrayList<String>();
        lines.addAll(
                Wording.wrapped("Run " + run.id() + " on " + run.host() + " " + Headline.state(run.state()), "", GAP));
        lines.addAll(Wording.wrapped(Headline.plan(run.plan()), "", GAP));
        Headline.exclusion(run).ifPresent(words -> lines.addAll(Wording.wrapped(words, "", GAP)));
        if (!run.labels().isEmpty()) {
            lines.addAll(Wording.wrapped("Labels: " + Headline.labels(run), "", GAP));
        }
        return lines;
    }

    /// Its columns as narrow as they can be, and in the rest of the line a bar for each row.
    private static List<String> table(ResultTable table) {
        var widths = new ArrayList<>(IntStream.range(0, table.columns().size())
                .mapToObj(column -> width(table, column))
                .toList());
        var missing = SHORTEST_BAR - room(widths);
        widths.set(0, Math.max(Math.min(widths.getFirst(), SHORTEST_NAME), widths.getFirst() - Math.max(0, missing)));
        var lines = new ArrayList<String>();
        lines.addAll(headings(table, widths));
        lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        var longest = table.rows().stream()
                .mapToDouble(ResultTable.Row::seconds)
                .max()
                .orElse(0);
        table.rows().forEach(row -> lines.add(line(table, row.texts(), widths) + bar(row, longest, room(widths))));
        return lines;
    }

    /// That of its widest text, or of its heading: of numbers that may break at its blanks.
    private static int width(ResultTable table, int index) {
        var column = table.columns().get(index);
        var heading = column.number()
                ? Heading.of(column.heading()).narrowest()
                : column.heading().length();
        return table.texts(index).mapToInt(Columns::of).reduce(heading, Math::max);
    }

    private static int room(List<Integer> widths) {
        return Wording.WIDTH
                - widths.stream().mapToInt(width -> width + GAP.length()).sum();
    }

    private static String bar(ResultTable.Row row, double longest, int room) {
        if (row.seconds() == 0 || room < SHORTEST_BAR) {
            return "";
        }
        return GAP
                + (row.published()
                        ? TextBar.shaded(row.seconds(), longest, room)
                        : TextBar.solid(row.seconds(), longest, room));
    }

    /// In as many lines as the longest heading needs; all end at the same one.
    private static List<String> headings(ResultTable table, List<Integer> widths) {
        var broken = IntStream.range(0, widths.size())
                .mapToObj(column ->
                        Heading.of(table.columns().get(column).heading()).lines(widths.get(column)))
                .toList();
        var height = broken.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(line -> line(
                        table,
                        broken.stream()
                                .map(words ->
                                        line < height - words.size() ? "" : words.get(line - height + words.size()))
                                .toList(),
                        widths))
                .toList();
    }

    private static String line(ResultTable table, List<String> texts, List<Integer> widths) {
        var fitting = new ArrayList<>(texts);
        fitting.set(0, Wording.shortened(texts.getFirst(), widths.getFirst()));
        return String.join(GAP, table.padded(fitting, widths));
    }

    private static List<String> notes(List<Result> results, List<Published> beside) {
        var notes = ResultTable.notes("Interval", results, beside);
        var lines = section("", notes.isEmpty());
        notes.forEach(note -> lines.addAll(Wording.wrapped(note, "", GAP)));
        return lines;
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

    private static List<String> system(List<Result> results, List<Published> beside) {
        var information = SystemInformation.of(results);
        var lines = section("System information", information.isEmpty() && beside.isEmpty());
        information.forEach(platform -> {
            lines.addAll(Wording.wrapped(platform.name(), "- ", GAP));
            platform.facts().forEach(fact -> lines.addAll(Wording.wrapped(fact.words(), GAP, "    ")));
        });
        beside.stream().flatMap(published -> published.systems().stream()).forEach(machine -> {
            lines.addAll(Wording.wrapped(String.join(", ", machine.platforms()) + " (published)", "- ", GAP));
            machine.facts().forEach(fact -> lines.addAll(Wording.wrapped(fact, GAP, "    ")));
        });
        return lines;
    }

    private static List<String> section(String title, boolean empty) {
        if (empty) {
            return new ArrayList<>();
        }
        return new ArrayList<>(title.isEmpty() ? List.of("") : List.of("", title));
    }
}
