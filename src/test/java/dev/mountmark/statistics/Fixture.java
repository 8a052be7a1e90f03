package dev.mountmark.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// One random data set and what another implementation says of it; made by src/test/scipy/fixtures.py.
final class Fixture {
    private static final double RELATIVE = 1e-9;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final double[] values;
    private final double[] reference;
    private final JsonNode expected;

    private Fixture(JsonNode json) {
        this.values = numbers(json.get("values"));
        this.reference = numbers(json.get("reference"));
        this.name = json.get("kind").asText() + " " + Arrays.toString(values) + " and " + Arrays.toString(reference);
        this.expected = json;
    }

    static List<Fixture> all() {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(Fixture.class.getResourceAsStream("/statistics/fixtures.jsonl.gz"))),
                UTF_8))) {
            return lines.lines().map(Fixture::of).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Fixture of(String line) {
        try {
            return new Fixture(JSON.readTree(line));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What kind of data, and all of them.
    String name() {
        return name;
    }

    double[] values() {
        return values.clone();
    }

    double[] reference() {
        return reference.clone();
    }

    JsonNode expected() {
        return expected;
    }

    Optional<JsonNode> expected(String pointer) {
        var node = expected.at(pointer);
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    double[] expectedNumbers(String pointer) {
        return numbers(expected.at(pointer));
    }

    void isClose(String what, double actual, double expectation) {
        isClose(what, actual, expectation, 0);
    }

    /// @param noise what is as good as zero here
    void isClose(String what, double actual, double expectation, double noise) {
        assertThat(actual)
                .as("%s of %s", what, name)
                .isCloseTo(expectation, within(RELATIVE * Math.abs(expectation) + noise));
    }

    void isClose(String what, Optional<Interval> actual, Optional<JsonNode> expectation) {
        assertThat(actual.isPresent()).as("%s of %s", what, name).isEqualTo(expectation.isPresent());
        actual.ifPresent(interval -> {
            var numbers = numbers(expectation.orElseThrow());
            isClose(what + ", lower", interval.lower(), numbers[0]);
            isClose(what + ", upper", interval.upper(), numbers[1]);
            isClose(what + ", confidence", interval.confidence(), numbers[2]);
        });
    }

    private static double[] numbers(JsonNode node) {
        return JSON.convertValue(node, double[].class);
    }
}
