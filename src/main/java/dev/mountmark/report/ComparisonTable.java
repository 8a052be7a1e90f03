package dev.mountmark.report;

import dev.mountmark.benchmark.Figures;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.Slug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// What was compared of one workload, in figures.
///
/// @param rows as many texts as there are [#HEADINGS]
record ComparisonTable(List<List<String>> rows) {
    static final List<String> HEADINGS =
            List.of("Platform", "Test type", "n", "Before (s)", "After (s)", "Ratio", "95 % interval", "p");

    /// From this column on, figures stand at the right.
    private static final int FIRST_NUMBER = 2;

    private static final String NOTHING = "-";

    ComparisonTable {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// In the order of the table of the run.
    static SequencedMap<Slug, ComparisonTable> byWorkload(RunComparison comparison) {
        var byWorkload = new LinkedHashMap<Slug, List<Compared>>();
        comparison
                .compared()
                .forEach(pair -> byWorkload
                        .computeIfAbsent(pair.benchmark().workload(), _ -> new ArrayList<>())
                        .add(pair));
        var tables = new LinkedHashMap<Slug, ComparisonTable>();
        byWorkload.forEach((workload, pairs) -> tables.put(workload, of(pairs)));
        return tables;
    }

    private static ComparisonTable of(List<Compared> pairs) {
        var decimals = pairs.stream()
                .mapToInt(pair -> Wording.decimals(
                        Math.min(pair.before().minimum(), pair.after().minimum())))
                .max()
                .orElse(2);
        return new ComparisonTable(
                pairs.stream().map(pair -> row(pair, decimals)).toList());
    }

    private static List<String> row(Compared pair, int decimals) {
        return List.of(
                Wording.plain(pair.benchmark().runtime().displayName()),
                pair.benchmark().scenario().title(),
                pair.before().count() + ", " + pair.after().count(),
                Wording.number(pair.before().median(), decimals),
                Wording.number(pair.after().median(), decimals),
                ComparisonWording.ratio(pair.ratio()),
                pair.ratio()
                        .interval()
                        .map(interval -> ComparisonWording.interval(pair.ratio(), interval))
                        .orElse(NOTHING),
                Figures.pValue(pair.adjustedPValue()).replaceFirst("^p (= )?", ""));
    }

    static boolean number(int column) {
        return column >= FIRST_NUMBER;
    }

    /// How wide each column has to be.
    List<Integer> widths() {
        return IntStream.range(0, HEADINGS.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> Columns.of(row.get(column)))
                        .reduce(HEADINGS.get(column).length(), Math::max))
                .toList();
    }

    /// Texts of one line, as wide as their columns.
    List<String> padded(List<String> texts) {
        var widths = widths();
        return IntStream.range(0, texts.size())
                .mapToObj(column -> Wording.padded(texts.get(column), widths.get(column), number(column)))
                .toList();
    }
}
