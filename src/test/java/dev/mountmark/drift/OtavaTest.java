package dev.mountmark.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The detection against Apache Otava 0.8.0, on random series; made by
/// src/test/otava/fixtures.py.
class OtavaTest {
    private static final double RELATIVE = 1e-9;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Fixture> FIXTURES = all();

    /// @param changes index, mean before, mean after and p-value of each
    private record Fixture(
            String kind, int window, double pValue, double magnitude, double[] values, double[][] changes) {
        List<Change> found() {
            return new Detection(window, pValue, magnitude, 1, false).changes(values);
        }

        @Override
        public String toString() {
            return "%s, window %d, p %s, magnitude %s, %s"
                    .formatted(kind, window, pValue, magnitude, Arrays.toString(values));
        }
    }

    private static List<Fixture> all() {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(OtavaTest.class.getResourceAsStream("/drift/otava.jsonl.gz"))),
                UTF_8))) {
            return lines.lines().map(OtavaTest::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Fixture read(String line) {
        try {
            return JSON.readValue(line, Fixture.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void thereAreSeriesOfEveryKind() {
        assertThat(FIXTURES).hasSizeGreaterThanOrEqualTo(2_000);
        assertThat(count(one -> one.values().length == 1)).isGreaterThan(20);
        assertThat(count(one -> one.values().length > 400)).isGreaterThan(40);
        assertThat(count(one -> one.kind().equals("constant"))).isGreaterThan(100);
        assertThat(count(one -> one.kind().equals("zeros"))).isGreaterThan(100);
        assertThat(count(one -> one.values()[0] > 1e154)).isGreaterThan(10);
        assertThat(count(one -> one.values()[0] > 0 && one.values()[0] < 1e-154))
                .isGreaterThan(10);
        assertThat(count(one -> one.changes().length == 0)).isGreaterThan(200);
        assertThat(count(one -> one.changes().length > 3)).isGreaterThan(200);
    }

    @Test
    void theSameChangesAreFound() {
        for (var fixture : FIXTURES) {
            assertThat(fixture.found())
                    .as(fixture.toString())
                    .extracting(Change::index)
                    .containsExactly(Arrays.stream(fixture.changes())
                            .map(change -> (int) change[0])
                            .toArray(Integer[]::new));
        }
    }

    @Test
    void theirLevelsAndPValuesAgree() {
        for (var fixture : FIXTURES) {
            var found = fixture.found();
            for (var i = 0; i < found.size(); i++) {
                var expected = fixture.changes()[i];
                isClose(fixture, found.get(i).before(), expected[1]);
                isClose(fixture, found.get(i).after(), expected[2]);
                isClose(fixture, found.get(i).pValue(), expected[3]);
            }
        }
    }

    private static void isClose(Fixture fixture, double actual, double expected) {
        assertThat(actual).as(fixture.toString()).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
    }

    private static long count(Predicate<Fixture> kind) {
        return FIXTURES.stream().filter(kind).count();
    }
}
