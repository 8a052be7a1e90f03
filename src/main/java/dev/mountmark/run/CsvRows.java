package dev.mountmark.run;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Comma-separated values in UTF-8, row by row, as spreadsheets write them: with a byte order mark or without, and
/// empty lines count for nothing.
public final class CsvRows implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ObjectReader ROWS = new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final Reader reader;
    private final MappingIterator<String[]> rows;

    /// @param line the first of it, from 1
    public record Row(int line, List<String> cells) {}

    /// @param bytes closed together with this
    /// @throws java.nio.charset.MalformedInputException when it is no UTF-8, at any row
    public CsvRows(InputStream bytes) throws IOException {
        // A decoder of its own, as a reader by a character set's name takes any bytes for text.
        reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        rows = ROWS.readValues(reader);
    }

    /// @return empty behind the last one
    /// @throws com.fasterxml.jackson.core.JsonProcessingException with the line, when it is no CSV
    public Optional<Row> next() throws IOException {
        if (!rows.hasNextValue()) {
            return Optional.empty();
        }
        var line = rows.getCurrentLocation().getLineNr();
        return Optional.of(new Row(line, List.of(rows.nextValue())));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
