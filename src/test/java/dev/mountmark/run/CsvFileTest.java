package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.MeasuredRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of times, as runs.
class CsvFileTest {
    private static final Instant AT = Instant.parse("2026-11-23T00:45:12Z");

    private static List<MeasuredRun> read(String text) {
        return CsvFile.read(text.getBytes(StandardCharsets.UTF_8), "laptop", AT, Map.of("branch", "main"));
    }

    @Test
    void linesOfAHostAndATimeAreARunAndItsBenchmarksAreNamed() {
        var runs = read("""
                workload,scenario,runtime,host,time,value,unit
                npm ci,native,,desk,2026-11-02T00:00:00+02:00,8.5,s
                npm ci,native,,desk,2026-11-01T22:00:00Z,8600,ms
                npm ci,bind-mount,docker,desk,2026-11-01T22:00:00Z,0.2,min
                npm ci,native,,desk,2026-11-01T21:00:00Z,8.4,
                npm ci,native,,other,2026-11-01T22:00:00Z,9,
                """);

        assertThat(runs)
                .extracting(one -> one.run().host() + " " + one.run().state())
                .containsExactly(
                        "desk " + succeeded("2026-11-01T21:00:00Z"),
                        "desk " + succeeded("2026-11-01T22:00:00Z"),
                        "other " + succeeded("2026-11-01T22:00:00Z"));
        assertThat(runs.get(1).samples())
                .extracting(sample -> sample.benchmark().words() + " " + sample.seconds())
                .containsExactly(
                        "imported-npm-ci native on host 8.5",
                        "imported-npm-ci native on host 8.6",
                        "imported-npm-ci bind-mount on docker 12.0");
        assertThat(runs.get(1).samples()).allMatch(Sample::counted);
        assertThat(runs.get(1).run().labels()).isEqualTo(Map.of("branch", "main", "imported", "csv"));
    }

    private static RunState succeeded(String at) {
        return new RunState.Succeeded(Instant.parse(at), Instant.parse(at));
    }

    @Test
    void whatNoColumnSaysIsThatOfTheWholeFile() {
        var run =
                read("\uFEFFseconds,workload\r\n1.5,npm ci\r\n\r\n").getFirst().run();

        assertThat(run.host()).isEqualTo("laptop");
        assertThat(run.state()).isEqualTo(new RunState.Succeeded(AT, AT));
    }

    @Test
    void theSameLinesAreTheSameRunAndOthersAreNot() {
        var first = read("workload,value\na,1\n");

        assertThat(read("value,workload,what else\n1.0,A,x\n")).isEqualTo(first);
        assertThat(read("workload,value\na,2\n").getFirst().run().id())
                .isNotEqualTo(first.getFirst().run().id());
        assertThat(read("workload,value\na,2\n").getFirst().run().benchmarks())
                .isEqualTo(first.getFirst().run().benchmarks());
        assertThat(read("workload,value,workloadDigest\na,1,7\n")
                        .getFirst()
                        .run()
                        .benchmarks())
                .isNotEqualTo(first.getFirst().run().benchmarks());
    }

    @Test
    void linesOfARunStayTogetherAndWhatDidNotCountThereIsLeftOut() {
        var runs = read("""
                run,workload,startedAt,warmup,outcome,exclusion,commandSeconds,label.branch,environment.kernel
                7,a,2026-11-01T22:00:00Z,true,succeeded,,5,topic,6.1
                7,a,2026-11-01T22:01:00Z,false,succeeded,,1,topic,6.1
                7,a,2026-11-01T22:02:00Z,false,failed,,,topic,6.1
                7,a,2026-11-01T22:03:00Z,false,succeeded,,2,topic,6.2
                8,a,2026-11-01T22:04:00Z,false,succeeded,too loud,2,topic,6.2
                9,a,2026-11-01T22:05:00Z,false,succeeded,,3,,
                """);

        assertThat(runs)
                .extracting(one -> one.samples().stream().map(Sample::seconds).toList())
                .containsExactly(List.of(1.0, 2.0), List.of(3.0));
        assertThat(runs.getFirst().run().state())
                .isEqualTo(new RunState.Succeeded(
                        Instant.parse("2026-11-01T22:01:00Z"), Instant.parse("2026-11-01T22:03:00Z")));
        assertThat(runs.getFirst().run().labels())
                .as("who imports it has the last word")
                .isEqualTo(Map.of("branch", "main", "imported", "csv"));
        assertThat(runs.getFirst().samples())
                .extracting(Sample::environment)
                .containsExactly(
                        Map.of("kernel", "6.1", "imported", "csv"), Map.of("kernel", "6.2", "imported", "csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1 | expected a heading, got nothing",
                "workload;value~a;1 | line 1 | got workload;value; columns are separated by commas",
                "run,workload,medianSeconds~1,a,2 | line 1 | of a report of ours the samples are taken",
                "value~1 | line 1 | expected a column workload, got value",
                "workload,value,value~a,1,2 | line 1 | expected each column once, got value twice",
                "workload,value | body | expected at least one line",
                "workload,value~a,1~a | line 3 | expected 2 cells as in the heading, got 1; correct the line or leave",
                "workload,value~a,'1,5' | line 2 | expected 2 cells as in the heading, got 3",
                "workload,value~a,x | line 2.value | expected a number, got x; correct the line or leave it out",
                "workload,value~a,NaN | line 2.value | expected a number, got NaN",
                "workload,value~a,~ | line 2.value | expected a number, got nothing",
                "workload,value~a,0 | line 2.value | expected more than 0 and at most 1000000000 seconds, got 0",
                "workload,value~a,2e9 | line 2.value | at most 1000000000 seconds, got 2e9",
                "workload,seconds,unit~a,1,day | line 2.unit | expected any of h, min, ms, ns, s, us, µs, got day",
                "workload,value~!,1 | line 2.workload | expected a name with a letter or digit, got !",
                "workload,value,time~a,1,monday | line 2.time | expected a time like 2026-11-23T00:45:12Z, got monday",
                "workload,value,time~a,1,1815-12-10T00:00:00Z | line 2.time | from 1970 to 9999, got 1815",
                "workload,value,host~a,1,a b | line 2.host | expected 1 to 253 characters without blanks, got a b",
                "workload,value,scenario~a,1,moon | line 2.scenario | expected any of native, no-volumes, ",
                "workload,value,scenario~a,1,bind-mount | line 2.runtime | got nothing",
                "workload,value,runtime~a,1,docker | line 2.runtime | expected host or nothing for the scenario native",
                "workload,value,scenario,runtime~a,1,volume,host | line 2.runtime | and not host, for a scenario in",
                "workload,value,label.A~a,1,x | line 2.labels | expected keys of 1 to 63 characters a-z",
                "workload,value~a,\"1 | line | expected CSV"
            })
    void whatIsWrongIsNamedByLineAndColumn(String text, String field, String problem) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(problem)
                .extracting(thrown -> ((InvalidRequestException) thrown).field())
                .asString()
                .startsWith(field);
    }

    @Test
    void otherBytesThanTextAreRefused() {
        assertThatThrownBy(() -> CsvFile.read(new byte[] {'a', (byte) 0xff, '\n'}, "laptop", AT, Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("expected text in UTF-8");
    }

    @Test
    void noBenchmarkHasMoreTimesThanARunMay() {
        assertThat(read("workload,value\n" + "a,1\n".repeat(1000)).getFirst().samples())
                .hasSize(1000);
        assertThatThrownBy(() -> read("workload,value\n" + "a,1\n".repeat(1001)))
                .hasMessageContaining("expected at most 1000 times of one benchmark in a run, got more")
                .extracting(thrown -> ((InvalidRequestException) thrown).field())
                .isEqualTo("line 1002.value");
    }
}
