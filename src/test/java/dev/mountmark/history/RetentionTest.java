package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Caveat;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old samples go, and what they said stays.
class RetentionTest extends HistoryFixture {
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");
    private static final int ROUNDS = 8;

    @TempDir
    Path elsewhere;

    private static Instant ended(int run) {
        return Examples.AT.plus(Duration.ofDays(run));
    }

    private void measure(int run) {
        var id = Examples.id(run);
        history.submit(Examples.run(run), Optional.empty(), 99);
        history.change(id, new RunState.Running(ended(run).minusSeconds(60)));
        history.tell(id, new RunEvent.RoundStarted(1, ROUNDS, true));
        var number = 0;
        for (var round = 0; round < ROUNDS; round++) {
            for (var benchmark : List.of(Examples.PLAIN, Examples.MOUNT)) {
                number++;
                history.add(id, Examples.taken(sample(number, benchmark, round)));
            }
        }
        history.add(id, Examples.taken(failed(number + 1)));
        history.change(id, new RunState.Succeeded(ended(run).minusSeconds(60), ended(run)));
    }

    private static Sample sample(int number, Benchmark benchmark, int round) {
        var seconds = benchmark.equals(Examples.MOUNT) ? 12 : 8;
        return new Sample(
                number,
                benchmark,
                round + 1,
                round == 0,
                Examples.AT.plusSeconds(number),
                Map.of(Phase.CREATE, 0.2 + number * 0.01, Phase.COMMAND, seconds + (number * 7 % 5) * 0.1),
                Examples.TIMING,
                Map.of("kernel", "6.1.0", "busyCpus", "0." + number, "software.node", "v22.21.1"),
                null);
    }

    private static Sample failed(int number) {
        return new Sample(
                number,
                Examples.MOUNT,
                ROUNDS + 1,
                false,
                Examples.AT,
                Map.of(Phase.CREATE, 0.2),
                null,
                Map.of("kernel", "6.1.0"),
                Examples.FAILURE);
    }

    private Retention retention() {
        return new Retention(opened.database);
    }

    private List<Result> results(RunId id) {
        Run run = history.run(id).orElseThrow();
        return Results.of(run, history.samples(id));
    }

    @Test
    void resultsAreTheSameBeforeAndAfterAndSayThatTheirSamplesAreGone() {
        measure(1);
        var id = Examples.id(1);
        var before = results(id);
        var points = opened.series.points(1);

        var thinned = retention().thinNext(ended(2), NOW);

        assertThat(thinned).contains(new Retention.Thinned(id, 2 * ROUNDS));
        var after = results(id);
        for (var i = 0; i < before.size(); i++) {
            assertThat(after.get(i).statistics()).isEqualTo(before.get(i).statistics());
            assertThat(after.get(i).comparison()).isEqualTo(before.get(i).comparison());
            assertThat(after.get(i).phases()).isEqualTo(before.get(i).phases());
            assertThat(after.get(i).caveats())
                    .containsAll(before.get(i).caveats())
                    .contains(new Caveat.SamplesRemoved("2027-06-01T00:00:00Z"))
                    .hasSize(before.get(i).caveats().size() + 1);
        }
        assertThat(opened.series.points(1)).isEqualTo(points);
        assertThat(history.samples(id)).hasSize(2 * (ROUNDS - 1) + 1).noneMatch(Sample::warmup);
        assertThat(history.samples(id).stream().filter(sample -> sample.timing() != null))
                .as("one witness for each benchmark")
                .hasSize(2);
        assertThat(history.samples(id).getLast()).as("a failure").isEqualTo(failed(2 * ROUNDS + 1));
        assertThat(history.events(id, 0))
                .extracting(StoredEvent::event)
                .hasOnlyElementsOfType(RunEvent.RunChanged.class);
    }

    @Test
    void theOldestGoFirstAndNoneThatIsYoungerOrUnderWay() {
        measure(3);
        measure(2);
        measure(9);
        history.submit(Examples.run(10), Optional.empty(), 99);

        var retention = retention();
        assertThat(retention.thinNext(ended(4), NOW))
                .map(Retention.Thinned::run)
                .contains(Examples.id(2));
        assertThat(retention.thinNext(ended(4), NOW))
                .map(Retention.Thinned::run)
                .contains(Examples.id(3));
        assertThat(retention.thinNext(ended(4), NOW)).isEmpty();
        assertThat(history.samples(Examples.id(9))).hasSize(2 * ROUNDS + 1);
    }

    @Test
    void whatIsLeftMovesToAnotherHistoryAndStaysTheSameThere() throws IOException {
        measure(1);
        retention().thinNext(ended(2), NOW);
        var text = export(opened);
        try (var other = new OpenedHistory(elsewhere)) {
            new HistoryImport(other.database).read(new ByteArrayInputStream(text), 0);
            assertThat(export(other)).isEqualTo(text);

            new Retention(other.database).thinNext(ended(2), NOW.plusSeconds(9));
            assertThat(export(other)).isEqualTo(text);
        }
    }

    private static byte[] export(OpenedHistory opened) throws IOException {
        var out = new ByteArrayOutputStream();
        new HistoryExport(opened.database).write(out);
        return out.toByteArray();
    }
}
