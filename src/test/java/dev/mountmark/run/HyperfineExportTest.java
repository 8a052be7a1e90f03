package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.MeasuredRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What hyperfine 1.15 wrote, as a run.
class HyperfineExportTest {
    private static final Instant AT = Instant.parse("2026-11-23T00:45:12Z");

    private static byte[] sleep() throws IOException {
        try (var file = HyperfineExportTest.class.getResourceAsStream("/hyperfine/sleep.json")) {
            return file.readAllBytes();
        }
    }

    private static MeasuredRun run(String text) {
        return run(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static MeasuredRun run(byte[] text) {
        return HyperfineRun.of(HyperfineExport.read(text), "laptop", AT, new TreeMap<>(Map.of("branch", "main")));
    }

    @Test
    void eachCommandIsAWorkloadOfItsOwnWithEveryTime() throws IOException {
        var foreign = run(sleep());

        assertThat(foreign.run().benchmarks())
                .extracting(cell -> cell.benchmark().words())
                .containsExactly("hyperfine-sleep-0-01 native on host", "hyperfine-sleep-0-02 native on host");
        assertThat(foreign.run().labels()).isEqualTo(Map.of("branch", "main", "imported", "hyperfine"));
        assertThat(foreign.run().state())
                .isEqualTo(new RunState.Succeeded(Instant.parse("2026-11-23T00:45:11.716516945Z"), AT));
        assertThat(foreign.samples()).hasSize(16).allMatch(Sample::counted);
        assertThat(foreign.samples())
                .extracting(Sample::timing)
                .extracting("clock")
                .containsOnly("hyperfine");
        var results = Results.of(foreign.run(), foreign.samples());
        assertThat(results.get(0).summary().orElseThrow().median()).isEqualTo(0.011242654000000001);
        assertThat(results.get(1).summary().orElseThrow().median()).isEqualTo(0.023242943000000002);
        assertThat(results).extracting(Result::state).containsOnly(Result.State.SUCCEEDED);
    }

    @Test
    void theSameFileIsTheSameRunAndAnotherHostOrTimeAnotherOne() throws IOException {
        var export = HyperfineExport.read(sleep());
        var labels = Collections.<String, String>emptySortedMap();
        var first = HyperfineRun.of(export, "laptop", AT, labels).run();

        assertThat(HyperfineRun.of(HyperfineExport.read(sleep()), "laptop", AT, labels)
                        .run())
                .isEqualTo(first);
        assertThat(HyperfineRun.of(export, "desk", AT, labels).run().id()).isNotEqualTo(first.id());
        assertThat(HyperfineRun.of(export, "laptop", AT.plusNanos(1), labels)
                        .run()
                        .id())
                .isNotEqualTo(first.id());
    }

    @Test
    void parametersMakeAnotherSeriesAndTimesDoNot() {
        var one = run("{'results': [{'command': 'a', 'times': [1, 2], 'parameters': {'x': '1'}}]}");
        var more = run("{'results': [{'command': 'a', 'times': [7], 'parameters': {'x': '1'}}]}");
        var other = run("{'results': [{'command': 'a', 'times': [1, 2], 'parameters': {'x': '2'}}]}");

        assertThat(more.run().benchmarks()).isEqualTo(one.run().benchmarks());
        assertThat(other.run().benchmarks()).isNotEqualTo(one.run().benchmarks());
    }

    @Test
    void aFailedExecutionIsKeptAndDoesNotCount() {
        var foreign = run("{'results': [{'command': 'a', 'times': [1, 2, 3], 'exit_codes': [0, 1, null]},"
                + " {'command': 'b', 'times': [4], 'exit_codes': [2]}]}");

        assertThat(foreign.samples().stream().filter(Sample::counted))
                .extracting(Sample::seconds)
                .containsExactly(1.0);
        assertThat(foreign.run().state().explanation())
                .isEqualTo("1 of 2 benchmarks have no time that counts; first: hyperfine-b native on host");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | body | expected what hyperfine --export-json writes",
                "diary | body | expected what hyperfine --export-json writes",
                "{} | body | Missing required creator property 'results'",
                "{'results': []} | results | expected 1 to 100 commands, got 0",
                "{'results': [{'command': 'a'}]} | body | Missing required creator property 'times'",
                "{'results': [{'command': 'a', 'times': []}]} | results.times | expected 1 to 1000 of a, got 0",
                "{'results': [{'command': 'a', 'times': [-1]}]} | results.times | expected seconds, at least 0, got -1.0",
                "{'results': [{'command': '!', 'times': [1]}]} | results.command | with a letter or digit, got \"!\"",
                "{'results': [{'command': 'a', 'times': [1], 'exit_codes': []}]} | results.exit_codes | of the 1 times, got 0",
                "{'results': [{'command': 'a b', 'times': [1]}, {'command': 'a-b', 'times': [1]}]} | results.command"
                        + " | got a-b, the second one that is called hyperfine-a-b"
            })
    void whatHyperfineDoesNotWriteIsRefused(String text, String field, String problem) {
        assertThatThrownBy(() -> run(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(problem.replace("''", "'"))
                .extracting(thrown -> ((InvalidRequestException) thrown).field())
                .isEqualTo(field);
    }
}
