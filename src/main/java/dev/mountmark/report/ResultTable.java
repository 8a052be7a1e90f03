package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The article's table for one workload, with what makes it believable: how many, the median, the ratio.
///
/// @param columns headings
/// @param rows as many texts as there are columns
record ResultTable(List<Column> columns, List<List<String>> rows) {
    private static final String NOTHING = "-";

    ResultTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// @param number whether its texts stand at the right
    record Column(String heading, boolean number) {}

    /// Results by workload, in the order in which they came.
    static Map<Slug, List<Result>> byWorkload(List<Result> results) {
        var byWorkload = new LinkedHashMap<Slug, List<Result>>();
        results.forEach(result -> byWorkload
                .computeIfAbsent(result.benchmark().workload(), workload -> new ArrayList<>())
                .add(result));
        return byWorkload;
    }

    /// @param results of one workload
    static ResultTable of(List<Result> results) {
        var references = results.stream()
                .flatMap(result -> result.comparison() == null
                        ? java.util.stream.Stream.<Scenario>empty()
                        : java.util.stream.Stream.of(result.comparison().reference()))
                .distinct()
                .toList();
        var one = references.size() == 1;
        var decimals = results.stream()
                .flatMap(result -> result.summary().stream())
                .mapToInt(summary -> Wording.decimals(summary.minimum()))
                .max()
                .orElse(2);
        return new ResultTable(
                List.of(
                        new Column("Platform", false),
                        new Column("Test type", false),
                        new Column("Average (s)", true),
                        new Column("Range (s)", true),
                        new Column("n", true),
                        new Column("Median (s)", true),
                        new Column(one ? "Ratio to " + references.getFirst().label() : "Ratio", true)),
                results.stream().map(result -> row(result, decimals, one)).toList());
    }

    private static List<String> row(Result result, int decimals, boolean referenceInHeading) {
        var benchmark = result.benchmark();
        var statistics = result.statistics();
        return List.of(
                Wording.plain(benchmark.runtime().displayName()),
                benchmark.scenario().title(),
                statistics == null ? word(result.state()) : Wording.number(statistics.mean(), decimals),
                statistics == null ? NOTHING : range(statistics, decimals),
                statistics == null ? "0" : Integer.toString(statistics.count()),
                statistics == null ? NOTHING : Wording.number(statistics.median(), decimals),
                ratio(result, referenceInHeading));
    }

    private static String word(Result.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case FAILED -> "failed";
            case SUCCEEDED, INCOMPLETE -> NOTHING;
        };
    }

    private static String range(Summary statistics, int decimals) {
        return Wording.number(statistics.minimum(), decimals) + "-" + Wording.number(statistics.maximum(), decimals);
    }

    private static String ratio(Result result, boolean referenceInHeading) {
        var comparison = result.comparison();
        if (comparison == null) {
            return NOTHING;
        }
        return Wording.number(comparison.ratio(), 2)
                + (referenceInHeading ? "" : " to " + comparison.reference().label());
    }

    /// Texts of one line, as wide as their columns.
    ///
    /// @param least as in [#widths]
    List<String> padded(List<String> texts, int least) {
        var widths = widths(least);
        return IntStream.range(0, texts.size())
                .mapToObj(column -> Wording.padded(
                        texts.get(column),
                        widths.get(column),
                        columns.get(column).number()))
                .toList();
    }

    List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /// How wide each column has to be.
    ///
    /// @param least for a column whose texts are shorter
    List<Integer> widths(int least) {
        return IntStream.range(0, columns.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .reduce(Math.max(least, columns.get(column).heading().length()), Math::max))
                .toList();
    }
}
