package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Sandboxes.Unattended;
import dev.mountmark.history.History;
import dev.mountmark.history.Submission;
import dev.mountmark.workload.Catalogue;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sample that went on while the service was away.
@QuarkusTest
class TakingBackTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T00:45:12Z");

    @Inject
    Runs runs;

    @Inject
    History history;

    @Inject
    Notices notices;

    @Inject
    Patience patience;

    @Inject
    Runtimes runtimes;

    @Inject
    Catalogue catalogue;

    @Inject
    RunWorker worker;

    @Inject
    FakeSandboxes sandboxes;

    @BeforeEach
    void forget() {
        sandboxes.reset();
    }

    @AfterEach
    void letGo() {
        sandboxes.reset();
        await().until(() -> !worker.busy());
    }

    private Run succeeded() {
        var id = ((Submission.Accepted) runs.submit(Requests.once("volume"), Optional.empty()))
                .event()
                .run();
        return await().until(
                        () -> runs.find(id).orElseThrow(), run -> run.state().ended());
    }

    /// The same again, as a process that was killed has left it.
    private Run interrupted(String id) {
        var like = succeeded();
        var run = new Run(
                new RunId(id),
                new RunState.Queued(),
                like.labels(),
                like.plan(),
                STARTED,
                like.host(),
                like.benchmarks().stream()
                        .map(cell -> new Run.Cell(cell.benchmark(), null, Map.of()))
                        .toList());
        history.submit(run, Optional.empty(), 9);
        history.change(run.id(), new RunState.Interrupted(STARTED, STARTED));
        return run;
    }

    private void takeBack() {
        new TakingBack(new Attempt.Around(
                        history, notices, patience, runtimes, catalogue, Clock.systemUTC(), new FakeTicker(), 2))
                .all();
    }

    private static Unattended left(Run run, int number) {
        var benchmark = run.benchmarks().getFirst().benchmark();
        return new Unattended(
                run.id(),
                number,
                2,
                true,
                benchmark.runtime().slug(),
                benchmark.scenario().label(),
                benchmark.workload(),
                STARTED);
    }

    @Test
    void isTakenIntoTheInterruptedRunOnce() {
        var run = interrupted("20261123t004512-aaaaaa");
        sandboxes.takes("volume", 2.5);
        sandboxes.leaves(left(run, 7));

        takeBack();
        takeBack();

        var samples = history.samples(run.id());
        assertThat(samples).singleElement().satisfies(sample -> {
            assertThat(sample.number()).isEqualTo(7);
            assertThat(sample.round()).isEqualTo(2);
            assertThat(sample.warmup()).isTrue();
            assertThat(sample.startedAt()).isEqualTo(STARTED);
            assertThat(sample.outcome()).isEqualTo(Sample.Outcome.SUCCEEDED);
            assertThat(sample.seconds()).isEqualTo(2.5);
            assertThat(sample.phases()).containsKey(Phase.DELETE).doesNotContainKeys(Phase.CREATE, Phase.START);
        });
        assertThat(history.run(run.id()).orElseThrow().state()).isInstanceOf(RunState.Interrupted.class);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void isLeftToTheReaperWhenItsRunIsNotInterrupted() {
        var run = succeeded();
        var before = history.samples(run.id());
        sandboxes.leaves(left(run, 7));

        takeBack();

        assertThat(history.samples(run.id())).isEqualTo(before);
    }
}
