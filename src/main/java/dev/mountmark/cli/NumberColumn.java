package dev.mountmark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mountmark.drift.Detection;
import dev.mountmark.run.CsvRows;
import dev.mountmark.run.CsvRows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// A column of numbers in a file of one or several: CSV with commas, with a heading or without.
///
/// @param file as it was asked for; `-` is what comes in
/// @param column its heading, or its number from 1; absent where there is one only
record NumberColumn(String file, @Nullable String column) {
    private static final String COMES_IN = "-";

    /// @return oldest first, at least one
    double[] read() throws Refused {
        try (var rows = new CsvRows(open())) {
            var values = DoubleStream.builder();
            var place = -1;
            var count = 0;
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                var row = next.get();
                if (place < 0) {
                    place = place(row);
                    if (isHeading(row, place)) {
                        continue;
                    }
                }
                values.add(number(row, place));
                count++;
            }
            if (count == 0) {
                throw Refused.usage(file + ": expected at least one number, got none");
            }
            return values.build().toArray();
        } catch (MalformedInputException e) {
            throw Refused.usage(file + ": expected text in UTF-8, got other bytes");
        } catch (JsonProcessingException e) {
            throw Refused.usage("%s, line %d: expected CSV, got %s"
                    .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
        } catch (IOException e) {
            throw Refused.usage("FILE: expected a file that can be read, or -, got " + file);
        }
    }

    private InputStream open() throws IOException {
        return file.equals(COMES_IN) ? System.in : Files.newInputStream(Path.of(file));
    }

    /// @param first row of the file
    private int place(Row first) throws Refused {
        var cells = first.cells();
        if (column == null) {
            if (cells.size() > 1) {
                throw Refused.usage("--column: expected one of %d (%s), got none"
                        .formatted(cells.size(), String.join(", ", cells)));
            }
            return 0;
        }
        var named = cells.indexOf(column);
        if (named >= 0) {
            return named;
        }
        for (var i = 0; i < cells.size(); i++) {
            if (column.equals(Integer.toString(i + 1))) {
                return i;
            }
        }
        throw Refused.usage("--column: expected one of %s or 1 to %d, got %s"
                .formatted(String.join(", ", cells), cells.size(), column));
    }

    /// @param row first of the file
    private boolean isHeading(Row row, int place) {
        return row.cells().get(place).equals(column) || decimal(row.cells().get(place)) == null;
    }

    private double number(Row row, int place) throws Refused {
        var text = place < row.cells().size() ? row.cells().get(place) : "";
        var decimal = decimal(text);
        if (decimal == null || !(Math.abs(decimal.doubleValue()) <= Detection.LARGEST_VALUE)) {
            throw Refused.usage("%s, line %d: expected a number up to %s, got %s; correct the line or leave it out"
                    .formatted(file, row.line(), Detection.LARGEST_VALUE, text.isEmpty() ? "nothing" : text));
        }
        return decimal.doubleValue();
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
