package dev.mountmark.report;

import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.report.ComparisonDocument.PairDocument;
import dev.mountmark.report.ComparisonDocument.RatioIntervalDocument;
import dev.mountmark.report.ComparisonDocument.TimesDocument;
import dev.mountmark.report.Csv.Column;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Two runs as a table for other programs: a line for each benchmark, empty where there is no figure. Names are those
/// of the JSON.
public final class ComparisonCsv {
    private ComparisonCsv() {}

    public static String of(RunComparison comparison) {
        var document = ComparisonDocument.of(comparison);
        return Csv.of(
                List.of(
                        column("before", _ -> document.before().id()),
                        column("after", _ -> document.after().id()),
                        column("runtime", PairDocument::runtime),
                        column("scenario", PairDocument::scenario),
                        column("workload", PairDocument::workload),
                        column("outcome", PairDocument::outcome),
                        column("beforeCount", pair -> of(pair.before(), TimesDocument::count)),
                        column("beforeMedianSeconds", pair -> of(pair.before(), TimesDocument::medianSeconds)),
                        column("afterCount", pair -> of(pair.after(), TimesDocument::count)),
                        column("afterMedianSeconds", pair -> of(pair.after(), TimesDocument::medianSeconds)),
                        column("ratio", PairDocument::ratio),
                        column("lower", pair -> of(pair.interval(), RatioIntervalDocument::lower)),
                        column("upper", pair -> of(pair.interval(), RatioIntervalDocument::upper)),
                        column("confidence", pair -> of(pair.interval(), RatioIntervalDocument::confidence)),
                        column("pValue", PairDocument::pValue),
                        column("adjustedPValue", PairDocument::adjustedPValue),
                        column("samplesNeeded", PairDocument::samplesNeeded),
                        column("words", PairDocument::words)),
                document.benchmarks());
    }

    private static Column<PairDocument> column(String name, Function<PairDocument, @Nullable Object> cell) {
        return new Column<>(name, cell);
    }

    private static <T> @Nullable Object of(@Nullable T holder, Function<T, Object> figure) {
        return holder == null ? null : figure.apply(holder);
    }
}
