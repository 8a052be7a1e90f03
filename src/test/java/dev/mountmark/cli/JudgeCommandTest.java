package dev.mountmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.drift.Detection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int say(String... words) {
        var all = new ArrayList<>(List.of("judge"));
        all.addAll(List.of(words));
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false);
        return Commands.execute(all, terminal, (_, _) -> {
            throw new IllegalStateException("judge asks nobody");
        });
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text).toString();
    }

    private JsonNode document() throws IOException {
        return JSON.readTree(out.toByteArray());
    }

    /// 20 around 1, then 20 around 1.2.
    private static List<String> numbers() {
        return IntStream.range(0, 40)
                .mapToObj(i -> String.valueOf((i < 20 ? 1000 : 1200) + (i * 7) % 5 - 2))
                .map(text -> text + "e-3")
                .toList();
    }

    private static String lines(List<String> numbers) {
        return numbers.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void theChangesOfAColumnAreThoseOfOtava() throws IOException {
        assertThat(say(file(lines(numbers())), "--json")).as(told()).isZero();

        var values = numbers().stream().mapToDouble(Double::parseDouble).toArray();
        var change = Detection.otava().changes(values).getFirst();
        assertThat(document()).isEqualTo(JSON.readTree("""
                {"count": 40,
                 "settings": {"window": 50, "pValue": 0.001, "magnitude": 0.0, "minimumSegment": 1, "filter": false},
                 "changePoints": [{"index": 20, "before": %s, "after": %s, "pValue": %s, "magnitude": %s}]}
                """.formatted(
                        change.before(), change.after(), change.pValue(), change.magnitude())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds\n", "\uFEFFseconds\n", "\n\n", "", " \"seconds\" \r\n"})
    void aHeadingMayStandAboveThem(String above) throws IOException {
        say(file(above + lines(numbers())), "--json");

        assertThat(document().at("/count").asInt()).as(told()).isEqualTo(40);
        assertThat(document().at("/changePoints/0/index").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "2"})
    void oneOfSeveralColumnsIsNamedOrCounted(String column) throws IOException {
        var table = "run,seconds\n"
                + lines(numbers().stream().map(number -> "\"a, b\"," + number).toList());

        assertThat(say(file(table), "--json", "--column", column)).as(told()).isZero();

        assertThat(document().at("/changePoints/0/index").asInt()).isEqualTo(20);
    }

    @Test
    void columnsWithoutHeadingsAreCounted() throws IOException {
        say(file("7," + String.join("\n7,", numbers())), "--json", "-c", "2");

        assertThat(document().at("/count").asInt()).as(told()).isEqualTo(40);
    }

    @Test
    void whatComesInIsRead() throws IOException {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(lines(numbers()).getBytes(StandardCharsets.UTF_8)));
        try {
            say("-", "--json");
        } finally {
            System.setIn(before);
        }

        assertThat(document().at("/count").asInt()).as(told()).isEqualTo(40);
    }

    @Test
    void settingsAreOnesOwnOrTheProducts() throws IOException {
        var numbers = file(lines(numbers()));

        say(numbers, "--json", "--mountmark", "--window", "30");

        assertThat(document().at("/settings/window").asInt()).isEqualTo(30);
        assertThat(document().at("/settings/minimumSegment").asInt()).isEqualTo(3);
        assertThat(document().at("/settings/magnitude").asDouble()).isEqualTo(0.05);
        assertThat(document().at("/settings/filter").asBoolean()).isTrue();
        out.reset();
        say(numbers, "--json", "--magnitude", "0.5", "--p-value", "0.01", "--minimum-segment", "2", "--filter");
        assertThat(document().at("/changePoints")).isEmpty();
        assertThat(document().at("/settings").toString())
                .isEqualTo("{\"window\":50,\"pValue\":0.01,\"magnitude\":0.5,\"minimumSegment\":2,\"filter\":true}");
    }

    @Test
    void peopleGetATable() throws IOException {
        say(file(lines(numbers())));

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("""
                1 change in 40 values (window 50, p below 0.001)

                 Index        Before         After    Change        p
                    20        1.0000        1.2000   +20.0 %""");
    }

    @Test
    void noChangeIsSaidInOneLine() throws IOException {
        say(file("1\n2\n"));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("no changes in 2 values (window 50, p below 0.001)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;2 |  | series.csv: expected at least one number, got none",
                "1~2~x~4 | | series.csv, line 3: expected a number up to 1.0E300, got x; correct the line or leave",
                "a~~1~NaN | | series.csv, line 4: expected a number up to 1.0E300, got NaN;",
                "1~1e400 | | series.csv, line 2: expected a number up to 1.0E300, got 1e400;",
                "a,b~1,2 | | --column: expected one of 2 (a, b), got none",
                "a,b~1,2 | c | --column: expected one of a, b or 1 to 2, got c",
                "a,b~1,2 | 3 | --column: expected one of a, b or 1 to 2, got 3",
                "a,b~1,2~3 | b | series.csv, line 3: expected a number up to 1.0E300, got nothing;",
                "a~1~\"2 | | series.csv, line "
            })
    void whatIsNoNumberIsNamedWithItsLine(String text, String column, String message) throws IOException {
        var series = file(text.replace('~', '\n'));

        assertThat(column == null ? say(series) : say(series, "--column", column))
                .isEqualTo(2);

        assertThat(told().replace(folder + "/", "")).startsWith("mountmark: " + message);
        assertThat(told().lines()).hasSize(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void otherBytesThanTextAreRefused() throws IOException {
        var bytes = Files.write(folder.resolve("series.csv"), new byte[] {'1', '\n', (byte) 0xff, '\n'});

        assertThat(say(bytes.toString())).isEqualTo(2);

        assertThat(told()).contains("series.csv: expected text in UTF-8, got other bytes");
    }
}
