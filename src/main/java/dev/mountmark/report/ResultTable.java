package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Precision;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The article's table for one workload: its own columns first, then what makes them believable: how many, the median,
/// its interval, the ratio.
///
/// @param columns headings
/// @param rows what was measured before what was published
record ResultTable(List<Column> columns, List<Row> rows) {
    static final String NOTHING = "-";

    /// What stands in the place of an interval where figures are not ours.
    static final String PUBLISHED = "published";

    ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @param number whether its texts stand at the right
    record Column(String heading, boolean number) {}

    /// @param texts one for each column
    /// @param seconds the length of its bar: the median, or what was published; 0 for no bar
    /// @param published not measured here
    record Row(List<String> texts, double seconds, boolean published) {
        Row {
            texts = List.copyOf(texts);
        }
    }

    /// One table for each workload, in the order in which results came; then for what was only published.
    static Map<Slug, ResultTable> byWorkload(List<Result> results, List<Published> beside) {
        var byWorkload = new LinkedHashMap<Slug, List<Result>>();
        results.forEach(result -> byWorkload
                .computeIfAbsent(result.benchmark().workload(), _ -> new ArrayList<>())
                .add(result));
        beside.forEach(published -> byWorkload.putIfAbsent(published.workload(), List.of()));
        var tables = new LinkedHashMap<Slug, ResultTable>();
        byWorkload.forEach((workload, ofWorkload) -> tables.put(
                workload,
                of(
                        ofWorkload,
                        beside.stream()
                                .filter(published -> published.workload().equals(workload))
                                .toList())));
        return tables;
    }

    private static ResultTable of(List<Result> results, List<Published> beside) {
        var references = results.stream()
                .flatMap(result -> Stream.ofNullable(result.comparison()))
                .map(Result.Comparison::reference)
                .distinct()
                .toList();
        var one = references.size() == 1;
        var decimals = decimals(results);
        return new ResultTable(
                List.of(
                        new Column("Platform", false),
                        new Column("Test type", false),
                        new Column("Average (s)", true),
                        new Column("Range (s)", true),
                        new Column("n", true),
                        new Column("Median (s)", true),
                        new Column("Interval (s)", true),
                        new Column(one ? "Ratio to " + references.getFirst().label() : "Ratio", true)),
                Stream.concat(
                                results.stream().map(result -> row(result, decimals, one)),
                                beside.stream()
                                        .flatMap(published -> published.rows().stream())
                                        .map(ResultTable::row))
                        .toList());
    }

    /// As many as the fastest needs, the same for all that stand below each other.
    static int decimals(List<Result> results) {
        return results.stream()
                .flatMap(result -> result.summary().stream())
                .mapToInt(summary -> Wording.decimals(summary.minimum()))
                .max()
                .orElse(2);
    }

    private static Row row(Result result, int decimals, boolean referenceInHeading) {
        var benchmark = result.benchmark();
        var statistics = result.statistics();
        return new Row(
                List.of(
                        Wording.plain(benchmark.runtime().displayName()),
                        benchmark.scenario().title(),
                        statistics == null ? word(result.state()) : Wording.number(statistics.mean(), decimals),
                        statistics == null ? NOTHING : range(statistics, decimals),
                        statistics == null ? "0" : Integer.toString(statistics.count()),
                        statistics == null ? NOTHING : Wording.number(statistics.median(), decimals),
                        result.summary()
                                .flatMap(Summary::medianInterval)
                                .map(interval -> Wording.range(interval.lower(), interval.upper(), decimals))
                                .orElse(NOTHING),
                        ratio(result, referenceInHeading)),
                statistics == null ? 0 : statistics.median(),
                false);
    }

    private static Row row(Published.Row row) {
        return new Row(
                List.of(
                        Wording.plain(row.platform()),
                        row.scenario().title(),
                        Wording.number(row.averageSeconds(), 2),
                        Wording.range(row.minimumSeconds(), row.maximumSeconds(), 2),
                        NOTHING,
                        NOTHING,
                        PUBLISHED,
                        NOTHING),
                row.averageSeconds(),
                true);
    }

    /// Instead of figures, where there are none.
    static String word(Result.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case FAILED -> "failed";
            case SUCCEEDED, INCOMPLETE -> NOTHING;
        };
    }

    private static String range(Summary statistics, int decimals) {
        return Wording.range(statistics.minimum(), statistics.maximum(), decimals);
    }

    private static String ratio(Result result, boolean referenceInHeading) {
        var comparison = result.comparison();
        if (comparison == null) {
            return NOTHING;
        }
        return Wording.number(comparison.ratio(), 2)
                + (referenceInHeading ? "" : " to " + comparison.reference().label());
    }

    /// What has to be said once of all figures of a report.
    ///
    /// @param interval the name under which intervals are shown
    static List<String> notes(String interval, List<Result> results, List<Published> beside) {
        var summaries =
                results.stream().flatMap(result -> result.summary().stream()).toList();
        var without =
                summaries.stream().anyMatch(summary -> summary.medianInterval().isEmpty());
        var notes = new ArrayList<String>();
        if (!summaries.isEmpty()) {
            notes.add(interval + ": where the median lies with at least " + Wording.number(100 * Interval.CONFIDENCE, 0)
                    + " % confidence"
                    + (without ? "; n below " + Precision.INTERVAL_NEEDS + " carries none." : "."));
        }
        beside.forEach(published -> notes.add(published.note()));
        return notes;
    }

    List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /// The texts of all rows in one column.
    Stream<String> texts(int column) {
        return rows.stream().map(row -> row.texts().get(column));
    }

    /// Texts of one line, as wide as their columns.
    List<String> padded(List<String> texts, List<Integer> widths) {
        return IntStream.range(0, texts.size())
                .mapToObj(column -> Wording.padded(
                        texts.get(column),
                        widths.get(column),
                        columns.get(column).number()))
                .toList();
    }
}
