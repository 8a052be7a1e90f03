package dev.mountmark.report;

import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.report.ComparisonDocument.PairDocument;
import dev.mountmark.report.ComparisonDocument.RatioIntervalDocument;
import dev.mountmark.report.ComparisonDocument.TimesDocument;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two runs as a table for other programs (RFC 4180): a line for each benchmark, empty where there is no figure.
public final class ComparisonCsv {
    private static final List<String> HEADINGS = List.of(
            "before",
            "after",
            "runtime",
            "scenario",
            "workload",
            "outcome",
            "beforeCount",
            "beforeMedianSeconds",
            "afterCount",
            "afterMedianSeconds",
            "ratio",
            "lower",
            "upper",
            "confidence",
            "pValue",
            "adjustedPValue",
            "samplesNeeded",
            "words");

    private ComparisonCsv() {}

    public static String of(RunComparison comparison) {
        var document = ComparisonDocument.of(comparison);
        var lines = document.benchmarks().stream().map(pair -> line(document, pair));
        return Stream.concat(Stream.of(String.join(",", HEADINGS)), lines)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String line(ComparisonDocument document, PairDocument pair) {
        return Stream.of(
                        document.before().id(),
                        document.after().id(),
                        pair.runtime(),
                        pair.scenario(),
                        pair.workload(),
                        pair.outcome(),
                        of(pair.before(), TimesDocument::count),
                        of(pair.before(), TimesDocument::medianSeconds),
                        of(pair.after(), TimesDocument::count),
                        of(pair.after(), TimesDocument::medianSeconds),
                        of(pair.ratio(), Function.identity()),
                        of(pair.interval(), RatioIntervalDocument::lower),
                        of(pair.interval(), RatioIntervalDocument::upper),
                        of(pair.interval(), RatioIntervalDocument::confidence),
                        of(pair.pValue(), Function.identity()),
                        of(pair.adjustedPValue(), Function.identity()),
                        of(pair.samplesNeeded(), Function.identity()),
                        quoted(pair.words()))
                .collect(Collectors.joining(","));
    }

    private static <T> String of(@Nullable T holder, Function<T, ? extends Number> figure) {
        return holder == null ? "" : figure.apply(holder).toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
