package dev.mountmark.api;

import dev.mountmark.report.CsvReport;
import dev.mountmark.report.Published;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a report, and refuses what its form cannot show.
///
/// @param rows what a row of comma-separated values is
/// @param beside what others published of the same work
record ReportQuery(CsvReport.Rows rows, List<Published> beside) {
    /// Without any parameter.
    static final ReportQuery PLAIN = new ReportQuery(CsvReport.Rows.SAMPLES, List.of());

    private static final String ROWS = "rows";
    private static final String BESIDE = "beside";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(ROWS, BESIDE));

    ReportQuery {
        beside = List.copyOf(beside);
    }

    /// @param format in which the report was asked for
    static ReportQuery of(MultivaluedMap<String, String> parameters, ReportFormat format) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Problems.invalid(name, "expected any of " + String.join(", ", KNOWN) + ", got " + name, null);
            }
        }
        var rows = rows(one(parameters, ROWS), format);
        return new ReportQuery(rows, beside(one(parameters, BESIDE), format, rows));
    }

    private static @Nullable String one(MultivaluedMap<String, String> parameters, String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problems.invalid(name, "expected it once, got it " + values.size() + " times", values);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static CsvReport.Rows rows(@Nullable String value, ReportFormat format) {
        if (value == null) {
            return CsvReport.Rows.SAMPLES;
        }
        if (format != ReportFormat.CSV) {
            throw Problems.invalid(
                    ROWS,
                    "expected with csv only, got " + value + " with " + format.suffix() + "; leave it out",
                    value);
        }
        return Arrays.stream(CsvReport.Rows.values())
                .filter(rows -> rows.word().equals(value))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(
                        ROWS,
                        "expected one of "
                                + Arrays.stream(CsvReport.Rows.values())
                                        .map(CsvReport.Rows::word)
                                        .collect(Collectors.joining(", "))
                                + ", got " + value,
                        value));
    }

    private static List<Published> beside(@Nullable String value, ReportFormat format, CsvReport.Rows rows) {
        if (value == null) {
            return List.of();
        }
        var published = Published.named(value)
                .orElseThrow(() -> Problems.invalid(
                        BESIDE, "expected one of " + String.join(", ", Published.NAMES) + ", got " + value, value));
        return switch (format) {
            case TEXT, MARKDOWN, JSON, SVG -> List.of(published);
            case CSV ->
                switch (rows) {
                    case BENCHMARKS -> List.of(published);
                    case SAMPLES ->
                        throw Problems.invalid(
                                BESIDE,
                                "expected with rows=benchmarks, got " + value + " with rows=samples; it has no samples",
                                value);
                };
            case HYPERFINE ->
                throw Problems.invalid(
                        BESIDE,
                        "expected with another form than hyperfine.json, got " + value + "; it has no samples",
                        value);
        };
    }
}
