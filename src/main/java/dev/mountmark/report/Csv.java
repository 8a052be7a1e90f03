package dev.mountmark.report;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes comma-separated values by RFC 4180, with a header, in lines that end with CR LF.
final class Csv {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /// What a spreadsheet takes for the beginning of a formula, also after blanks.
    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*");

    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

    private Csv() {}

    /// @param name as the header has it
    /// @param cell of one row; null where it has nothing to say
    record Column<T>(String name, Function<T, @Nullable Object> cell) {}

    static <T> String of(List<Column<T>> columns, List<T> rows) {
        return Stream.concat(
                        Stream.of(line(columns.stream().map(Column::name))),
                        rows.stream()
                                .map(row -> line(columns.stream()
                                        .map(column -> column.cell().apply(row)))))
                .collect(Collectors.joining());
    }

    private static String line(Stream<? extends @Nullable Object> cells) {
        return cells.map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> java.math.BigDecimal.valueOf(number).toPlainString();
            case String text -> quoted(harmless(Wording.plain(text)));
            default -> value.toString();
        };
    }

    /// Text by others may not become a formula in whatever opens the file: an apostrophe in front makes it text again.
    private static String harmless(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
