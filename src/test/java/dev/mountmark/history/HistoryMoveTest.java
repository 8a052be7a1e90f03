package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.drift.Judging;
import dev.mountmark.history.HistoryImport.Imported;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A history goes from one database to another, and nothing is lost.
class HistoryMoveTest {
    private static final int RUNS = 16;

    @TempDir
    Path laptop;

    @TempDir
    Path fleet;

    @TempDir
    Path again;

    private OpenedHistory from;

    @BeforeEach
    void measure() {
        from = new OpenedHistory(laptop);
        for (var number = 1; number <= RUNS; number++) {
            run(number, number <= 10 ? 8 : 12);
        }
        from.history.fail(Examples.id(RUNS), Examples.PLAIN, Examples.FAILURE);
        from.history.change(
                Examples.id(RUNS), new RunState.Failed(begun(RUNS), begun(RUNS).plusSeconds(1), "1 of 2 failed; ü\n"));
        judge(from);
        var series = from.series.newest(SeriesFilter.ALL).getFirst().series().id();
        from.series.accept(series, "we stay with it");
        from.history.exclude(Examples.id(3), new Exclusion("on \"battery\"", Examples.AT));
        judge(from);
        from.history.submit(Examples.run(RUNS + 1), Optional.empty(), 99);
    }

    @AfterEach
    void close() {
        from.close();
    }

    private static Instant begun(int number) {
        return Examples.AT.plusSeconds(1000L * number);
    }

    private void run(int number, double seconds) {
        var history = from.history;
        history.submit(
                Examples.run(number, Map.of("branch", "ünï \"x\""), Examples.PLAIN, Examples.MOUNT),
                Optional.empty(),
                99);
        history.change(Examples.id(number), new RunState.Running(begun(number)));
        history.prepared(Examples.id(number), Examples.PLAIN, Map.of(Phase.BUILD, 0.1 + 0.2));
        history.tell(Examples.id(number), new RunEvent.Preparing(Examples.LINUX, Examples.PLAIN.workload(), "build"));
        var sample = Examples.sample(1, Examples.MOUNT, false);
        history.add(
                Examples.id(number),
                new RunEvent.SampleTaken(
                        new Sample(
                                1,
                                Examples.MOUNT,
                                1,
                                false,
                                begun(number),
                                Map.of(Phase.COMMAND, seconds * (1 + number % 3 * 0.01), Phase.CREATE, 1e-7),
                                sample.timing(),
                                sample.environment(),
                                null),
                        1,
                        2,
                        null));
        history.add(Examples.id(number), Examples.taken(Examples.sample(2, Examples.PLAIN, false)));
        if (number < RUNS) {
            history.change(
                    Examples.id(number),
                    new RunState.Succeeded(begun(number), begun(number).plusSeconds(9)));
        }
    }

    private static void judge(OpenedHistory opened) {
        opened.series.unjudged(99).forEach(id -> opened.series.judge(id, _ -> Judging.by(0.05)));
    }

    private static String export(OpenedHistory opened) {
        var out = new ByteArrayOutputStream();
        try {
            new HistoryExport(opened.database).write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Imported read(OpenedHistory opened, String text) {
        return read(opened, bytes(text), 0);
    }

    private static Imported read(OpenedHistory opened, InputStream text, long bytes) {
        return new HistoryImport(opened.database).read(text, bytes);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface Happening {
        void now() throws IOException;
    }

    /// A text in the middle of which something happens.
    private static InputStream with(String text, int lines, Happening happens) {
        var all = text.lines().map(line -> line + "\n").toList();
        return new SequenceInputStream(Collections.enumeration(List.of(
                bytes(String.join("", all.subList(0, lines))),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        happens.now();
                        return -1;
                    }
                },
                bytes(String.join("", all.subList(lines, all.size()))))));
    }

    private OpenedHistory shared() {
        return new OpenedHistory(
                fleet, Optional.of("fleet"), Optional.of(TestPostgres.here().newDatabase()));
    }

    private OpenedHistory opened(boolean server) {
        return server ? shared() : new OpenedHistory(again, Optional.of("again"));
    }

    private static List<Run> runs(OpenedHistory opened) {
        return opened.history.runs(new RunFilter(Set.of(), Map.of(), null, null, null, 99));
    }

    @Test
    void thereAndBackItIsTheSameByteForByte() {
        var text = export(from);
        assertThat(text.lines()).hasSizeGreaterThan(RUNS + 2);
        try (var shared = shared();
                var back = new OpenedHistory(again)) {
            var imported = read(shared, text);
            assertThat(imported.runs()).isEqualTo(RUNS);
            assertThat(imported.samples()).isEqualTo(2 * RUNS);
            assertThat(imported.verdicts()).isPositive();
            judge(shared);
            assertThat(export(shared)).isEqualTo(text);
            read(back, export(shared));
            judge(back);
            assertThat(export(back)).isEqualTo(text);
            assertThat(back.series.newest(SeriesFilter.ALL))
                    .usingRecursiveComparison()
                    .ignoringFields("series.id")
                    .isEqualTo(from.series.newest(SeriesFilter.ALL));
            assertThat(back.history.queue()).isEmpty();
        }
    }

    @Test
    void readAgainItChangesNothing() {
        var text = export(from);
        var verdicts = (int) text.lines()
                .filter(line -> line.startsWith("{\"type\":\"verdict\""))
                .count();
        assertThat(read(from, text)).isEqualTo(new Imported(0, 0, 0, RUNS, verdicts));
        judge(from);
        assertThat(export(from)).isEqualTo(text);
        assertThat(from.history.queue()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"round\":1 | \"round\":\"one\" | line 5.samples[0].round | expected another value",
                "\"precision\":0.03 | \"precision\":7 | line 5.plan.precision | got 7",
                "\"kind\":\"preparing\" | \"kind\":\"dancing\" | line 5 | expected a kind of event, got dancing",
                "\"benchmark\":1 | \"benchmark\":2 | line 5.samples.benchmark | expected 0 to 1, got 2",
                "\"type\":\"run\" | \"type\":\"walk\" | line 5.type | expected run or verdict, got walk",
                "\"warmup\":false, | '' | line 5.samples[0].warmup | expected another value",
                "\"submittedAt\":\"2026 | \"submittedAt\":\"x | line 5 | could not be parsed"
            })
    void aLineThatIsWrongIsNamedAndNothingOfItIsStored(String right, String wrong, String field, String problem) {
        var lines = export(from).lines().toList();
        var text = new StringBuilder();
        for (var i = 0; i < lines.size(); i++) {
            text.append(i == 4 ? lines.get(i).replaceFirst(Pattern.quote(right), wrong) : lines.get(i))
                    .append('\n');
        }
        try (var back = new OpenedHistory(again)) {
            assertThatThrownBy(() -> read(back, text.toString()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(problem)
                    .extracting(thrown -> ((InvalidRequestException) thrown).field())
                    .isEqualTo(field);
            assertThat(runs(back)).extracting(Run::id).containsExactly(Examples.id(3), Examples.id(2), Examples.id(1));
            assertThat(back.series.unjudged(9)).isEmpty();

            read(back, export(from));
            judge(back);
            assertThat(export(back)).isEqualTo(export(from));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoSubmitsMeanwhileDoesNotWaitForTheEnd(boolean server) {
        try (var opened = opened(server)) {
            var text = with(
                    export(from),
                    5,
                    () -> assertThat(opened.history.submit(Examples.run(50), Optional.empty(), 9))
                            .isInstanceOf(Submission.Accepted.class));
            assertThat(read(opened, text, 0).runs()).isEqualTo(RUNS);
            assertThat(runs(opened)).hasSize(RUNS + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatBreaksOffIsTheSameWhenItIsSentAgain(boolean server) {
        var text = export(from);
        try (var opened = opened(server)) {
            var broken = with(text, 9, () -> {
                throw new IOException("gone");
            });
            assertThatThrownBy(() -> read(opened, broken, 0))
                    .hasMessageContaining(
                            "expected the rest of it, got no more: gone; 8 runs before it were stored and stay");
            judge(opened);
            assertThat(runs(opened)).hasSize(8);

            var imported = read(opened, text);
            assertThat(imported.runs()).isEqualTo(RUNS - 8);
            assertThat(imported.knownRuns()).isEqualTo(8);
            judge(opened);
            assertThat(export(opened)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatEndsAndIsJudgedMeanwhileMakesNoExportThatCannotBeRead(boolean server) throws IOException {
        try (var source = opened(server);
                var target = new OpenedHistory(laptop.resolve("target"))) {
            read(source, export(from));
            judge(source);
            var out = new ByteArrayOutputStream();
            new HistoryExport(source.database).write(new FilterOutputStream(out) {
                private int next = RUNS + 1;

                @Override
                public void write(byte[] line) throws IOException {
                    super.write(line);
                    endAndJudge(source, next++);
                }
            });

            var imported = read(target, out.toString(StandardCharsets.UTF_8));
            assertThat(imported.runs()).isGreaterThanOrEqualTo(RUNS);
            assertThat(export(source).lines()).hasSizeGreaterThan((int)
                    out.toString(StandardCharsets.UTF_8).lines().count());
        }
    }

    /// A run of this other machine, and what is said of it.
    private static void endAndJudge(OpenedHistory opened, int number) {
        opened.history.submit(Examples.run(number), Optional.empty(), 99);
        opened.history.change(Examples.id(number), new RunState.Running(begun(number)));
        opened.history.add(Examples.id(number), Examples.taken(Examples.sample(1)));
        opened.history.change(
                Examples.id(number),
                new RunState.Failed(begun(number), begun(number).plusSeconds(1), "1 of 2"));
        judge(opened);
        opened.series.newest(SeriesFilter.ALL).stream()
                .filter(judgement -> judgement.newestRun().equals(Examples.id(number)))
                .forEach(judgement -> opened.series.mark(judgement.series().id(), begun(number), "another disk"));
    }

    @Test
    void whereASeriesWasJudgedInBothPlacesBothHaveTheirSay() {
        var text = export(from);
        try (var back = new OpenedHistory(again)) {
            read(back, text);
            judge(back);
            var series =
                    back.series.newest(SeriesFilter.ALL).getFirst().series().id();
            back.series.mark(series, begun(9), "said here");
            from.series.mark(
                    from.series.newest(SeriesFilter.ALL).getFirst().series().id(), begun(9), "said there");
            var marks = export(from)
                    .lines()
                    .filter(line -> line.contains("said there"))
                    .count();

            assertThat(read(back, export(from)).verdicts()).isEqualTo((int) marks);
            assertThat(read(back, export(from)).verdicts()).isZero();
            assertThat(export(back)).contains("said here", "said there");
        }
    }

    @Test
    void aLineThatIsTooLongIsRefusedBeforeItIsRead() {
        var read = new AtomicLong();
        var endless = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 'x';
            }
        };
        var head = bytes(HistoryExport.head());
        assertThatThrownBy(() -> read(from, new SequenceInputStream(head, endless), 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("expected at most 16777216 bytes, got more")
                .extracting(thrown -> ((InvalidRequestException) thrown).field())
                .isEqualTo("line 2");
        assertThat(read.get()).isLessThan(HistoryText.LONGEST_LINE + (1 << 17));
    }

    @Test
    void thereIsRoomForItOrItIsNotBegun() {
        assertThatThrownBy(() -> read(from, bytes(export(from)), 1L << 50))
                .isInstanceOf(HistoryException.class)
                .hasMessageStartingWith("mountmark.data-directory: expected 2147483712 MiB of room on the disk of ")
                .hasMessageEndingWith("; make room there and try again")
                .matches(thrown -> ((HistoryException) thrown).diskFull());
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        for (var text : new String[] {"", "{}", "{\"type\":\"mountmark-history\",\"version\":2}", "diary"}) {
            assertThatThrownBy(() -> read(from, text))
                    .isInstanceOf(InvalidRequestException.class)
                    .extracting(thrown -> ((InvalidRequestException) thrown).field())
                    .asString()
                    .startsWith("line 1");
        }
    }
}
