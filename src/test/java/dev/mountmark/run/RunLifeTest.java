package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.history.History;
import dev.mountmark.history.IdempotencyKey;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.history.Submission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A run from its request to its end, with a sandbox that takes exactly as long as it is told.
@QuarkusTest
class RunLifeTest {
    @Inject
    Runs runs;

    @Inject
    RunWorker worker;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    History history;

    @BeforeEach
    void forget() {
        sandboxes.reset();
    }

    @AfterEach
    void letGo() {
        sandboxes.reset();
        await().until(() -> !worker.busy());
    }

    private static RunRequest request(int samples, int warmups, String... scenarios) {
        return new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of(scenarios),
                new RunRequest.PlanRequest(null, null, samples, samples, warmups, null, null, null, 11L),
                Map.of("why", "test"));
    }

    private RunId submit(RunRequest request) {
        var submission = runs.submit(request, Optional.empty());
        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        return ((Submission.Accepted) submission).event().run();
    }

    private Run ended(RunId id) {
        return await().until(
                        () -> runs.find(id).orElseThrow(), run -> run.state().ended());
    }

    @Test
    void allBenchmarksAreMeasuredInEveryRound() {
        sandboxes.takes("native", 9, 1, 1);
        sandboxes.takes("bind-mount", 9, 2, 2);

        var run = ended(submit(request(2, 1, "native", "bind-mount")));

        assertThat(run.state()).isInstanceOf(RunState.Succeeded.class);
        var results = runs.results(run);
        assertThat(results)
                .extracting(result -> result.benchmark().scenario().label())
                .containsExactly("native", "bind-mount");
        assertThat(results)
                .extracting(result -> result.summary().orElseThrow().median())
                .containsExactly(1.0, 2.0);
        assertThat(results.getLast().samples()).extracting(Sample::warmup).containsExactly(true, false, false);
        assertThat(results.getLast().samples()).extracting(Sample::round).containsExactly(1, 2, 3);
        assertThat(results.getLast().phases()).containsEntry(Phase.BUILD, 2.0);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void theSameSeedReplaysTheOrder() {
        ended(submit(request(4, 0)));
        var first = sandboxes.opened().stream().map(SampleOrder::benchmark).toList();
        sandboxes.reset();

        ended(submit(request(4, 0)));

        assertThat(sandboxes.opened().stream().map(SampleOrder::benchmark)).containsExactlyElementsOf(first);
        assertThat(first).hasSize(16);
    }

    @Test
    void everythingIsToldInOrderAndWithoutGaps() {
        var id = submit(request(1, 0, "native"));
        ended(id);

        var events = history.events(id, 0);

        assertThat(events).extracting(StoredEvent::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(events)
                .extracting(event -> (Object) event.event().getClass())
                .containsExactly(
                        RunEvent.RunChanged.class,
                        RunEvent.RunChanged.class,
                        RunEvent.RoundStarted.class,
                        RunEvent.SampleTaken.class,
                        RunEvent.RunChanged.class);
    }

    @Test
    void anEngineThatDiesFailsItsBenchmarksAndTheRestGoesOn() {
        var dead = new Failure(Category.ENGINE, Phase.CREATE, "The engine does not answer.");
        sandboxes.fails("bind-mount", dead, dead, dead, dead);

        var run = ended(submit(request(3, 0, "native", "bind-mount")));

        assertThat(run.state())
                .isInstanceOfSatisfying(
                        RunState.Failed.class,
                        failed -> assertThat(failed.reason())
                                .isEqualTo(
                                        "1 of 2 benchmarks failed; stat-files bind-mount on linux: The engine does not answer."));
        var results = runs.results(run);
        assertThat(results).extracting(Result::state).containsExactly(Result.State.SUCCEEDED, Result.State.FAILED);
        assertThat(results.getFirst().summary().orElseThrow().count()).isEqualTo(3);
        assertThat(results.getLast().failure()).isEqualTo(dead);
        assertThat(results.getLast().samples()).hasSize(2);
    }

    @Test
    void oneHiccupDoesNotEndABenchmark() {
        sandboxes.fails("native", new Failure(Category.WRONG_TREE, Phase.VERIFY, "wrong"));

        var run = ended(submit(request(3, 0, "native")));

        assertThat(run.state()).isInstanceOf(RunState.Succeeded.class);
        assertThat(runs.results(run).getFirst().summary().orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void anImageThatCannotBeBuiltFailsOnlyWhatNeedsIt() {
        sandboxes.unready(new Failure(Category.IMAGE, Phase.BUILD, "The build failed.", null, List.of("no space")));

        var run = ended(submit(request(1, 0)));

        assertThat(runs.results(run))
                .extracting(Result::state)
                .containsExactly(Result.State.SUCCEEDED, Result.State.FAILED, Result.State.FAILED, Result.State.FAILED);
        assertThat(runs.results(run).getLast().failure())
                .satisfies(failure ->
                        assertThat(failure).extracting(Failure::lastLines).isEqualTo(List.of("no space")));
    }

    @Test
    void aRunUnderWayIsCancelledWithinTheSample() throws Exception {
        sandboxes.hold();
        var id = submit(request(5, 0, "bind-mount"));
        sandboxes.awaitHeld();

        var asked = runs.cancel(id).orElseThrow();

        assertThat(asked.state().word()).isIn("cancelling", "cancelled");
        var run = ended(id);
        assertThat(run.state()).isInstanceOf(RunState.Cancelled.class);
        assertThat(runs.results(run).getFirst().samples())
                .extracting(Sample::outcome)
                .containsExactly(Sample.Outcome.CANCELLED);
        assertThat(sandboxes.existing()).isEmpty();
        assertThat(runs.cancel(id).orElseThrow()).isEqualTo(run);
    }

    @Test
    void aRunThatWaitsIsCancelledWithoutHavingBegun() throws Exception {
        sandboxes.hold();
        var first = submit(request(1, 0, "native"));
        sandboxes.awaitHeld();
        var second = submit(request(1, 0, "native"));

        runs.cancel(second);

        assertThat(runs.find(second).orElseThrow().state())
                .isInstanceOfSatisfying(
                        RunState.Cancelled.class,
                        state -> assertThat(state.startedAt()).isNull());
        sandboxes.release();
        assertThat(ended(first).state()).isInstanceOf(RunState.Succeeded.class);
        assertThat(sandboxes.opened()).hasSize(1);
    }

    @Test
    void noSampleBeginsAfterTheTimeLimit() {
        var request = new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of("native"),
                new RunRequest.PlanRequest(null, null, 1000, 1000, 0, Duration.ofSeconds(1), null, null, 1L),
                Map.of());

        var run = ended(submit(request));

        var result = runs.results(run).getFirst();
        assertThat(result.samples()).hasSizeLessThan(1000);
        assertThat(result.caveats()).extracting("code").containsExactly("too-few-samples");
    }

    @Test
    void theSameKeyGivesTheSameRun() {
        var key = Optional.of(new IdempotencyKey("k-" + System.nanoTime(), "digest"));
        var id = ((Submission.Accepted) runs.submit(request(1, 0, "native"), key))
                .event()
                .run();

        var again = runs.submit(request(1, 0, "native"), key);

        assertThat(again).isEqualTo(new Submission.Repeated(id));
        ended(id);
    }

    @Test
    void aRequestForWhatDoesNotExistNamesWhatDoes() {
        assertThatThrownBy(() -> runs.submit(request(1, 0, "native", "nfs"), Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.field()).isEqualTo("scenarios"))
                .hasMessage(
                        "expected any of native, no-volumes, bind-mount-volume, bind-mount, volume, tmpfs, nfs-volume,"
                                + " bind-mount:cached, bind-mount:delegated, got nfs");
    }

    @Test
    void withoutAnEngineTheHostIsStillMeasured() {
        sandboxes.away("nothing listens at unix:///run/fake.sock");

        var run = ended(submit(request(1, 0)));

        assertThat(runs.results(run))
                .extracting(result -> result.benchmark().scenario().label())
                .containsExactly("native");
    }

    @Test
    void inAContainerTheReferenceIsNoVolumes() {
        sandboxes.confined("expected this service on the host itself");

        var run = ended(submit(request(1, 0)));

        assertThat(runs.results(run))
                .extracting(result -> result.benchmark().scenario().label())
                .containsExactly("no-volumes", "bind-mount-volume", "bind-mount");
        assertThat(runs.results(run))
                .allSatisfy(result -> assertThat(result.comparison())
                        .isNotNull()
                        .extracting(comparison -> comparison.reference().label())
                        .isEqualTo("no-volumes"));
    }

    @Test
    void aScenarioThatIsNamedIsNotLeftOutInSilence() {
        sandboxes.confined("expected this service on the host itself");

        assertThatThrownBy(() -> runs.submit(request(1, 0, "native", "bind-mount"), Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.field()).isEqualTo("scenarios"))
                .hasMessage("expected scenarios that can be measured here, got native: native on host: expected this"
                        + " service on the host itself");
    }

    @Test
    void aScenarioThatTheNamedRuntimeDoesNotKnowIsRefused() {
        var request = new RunRequest(
                List.of("stat-files"),
                List.of("host"),
                List.of("bind-mount"),
                RunRequest.PlanRequest.DEFAULT,
                Map.of());

        assertThatThrownBy(() -> runs.submit(request, Optional.empty()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("expected scenarios that can be measured here, got bind-mount: no runtime that was named"
                        + " offers it");
    }

    @Test
    void anUnavailableRuntimeCannotBeNamed() {
        sandboxes.away("nothing listens at unix:///run/fake.sock");
        var request = new RunRequest(
                List.of("stat-files"), List.of("linux"), List.of(), RunRequest.PlanRequest.DEFAULT, Map.of());

        assertThatThrownBy(() -> runs.submit(request, Optional.empty()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("expected a runtime that is available, got linux: nothing listens at"
                        + " unix:///run/fake.sock");
    }

    private static RunRequest planned(RunRequest.PlanRequest plan) {
        return new RunRequest(List.of("stat-files"), List.of(), List.of("native", "bind-mount"), plan, Map.of());
    }

    @Test
    void aRunEndsWhenEveryMedianIsPreciseEnough() {
        sandboxes.takes("bind-mount", 9, 1.0, 1.2, 0.8);

        var run = ended(submit(
                planned(new RunRequest.PlanRequest(Plan.Name.STANDARD, null, 6, 40, null, null, null, null, 3L))));

        assertThat(run.state()).isInstanceOf(RunState.Succeeded.class);
        var counts = runs.results(run).stream()
                .map(result -> result.summary().orElseThrow().count())
                .toList();
        assertThat(counts.getFirst()).isBetween(7, 20).isEqualTo(counts.getLast());
    }

    @Test
    void coldCachesAreDroppedBeforeEveryCommand() {
        var run = ended(submit(
                planned(new RunRequest.PlanRequest(null, null, 1, 1, 1, null, Duration.ofMillis(1), Cache.COLD, 3L))));

        assertThat(run.plan().cache()).isEqualTo(Cache.COLD);
        assertThat(sandboxes.dropped()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void scenariosBesidesTheArticlesAreMeasuredWhenNamed() {
        var run = ended(submit(request(1, 0, "bind-mount:cached", "tmpfs", "volume")));

        assertThat(run.state()).isInstanceOf(RunState.Succeeded.class);
        assertThat(runs.results(run))
                .extracting(result -> result.benchmark().scenario().label())
                .containsExactly("volume", "tmpfs", "bind-mount:cached");
    }

    @Test
    void coldCachesAreRefusedForFilesThatAreInMemoryOnly() {
        var request = new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of("no-volumes", "tmpfs"),
                new RunRequest.PlanRequest(null, null, 1, 1, 0, null, null, Cache.COLD, 3L),
                Map.of());

        assertThatThrownBy(() -> runs.submit(request, Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.field()).isEqualTo("plan.cache"))
                .hasMessageContaining("got tmpfs");
        assertThat(sandboxes.opened()).isEmpty();
    }

    @Test
    void coldCachesAreRefusedWhereTheyCannotBeHad() {
        sandboxes.warmOnly("cache=cold: expected root");

        assertThatThrownBy(() -> runs.submit(
                        planned(new RunRequest.PlanRequest(null, null, null, null, null, null, null, Cache.COLD, null)),
                        Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.field()).isEqualTo("plan.cache"))
                .hasMessage("cache=cold: expected root");
    }

    @Test
    void whatIsLeftIsToldFromTheFirstSampleToTheEnd() throws InterruptedException {
        sandboxes.hold();
        var id = submit(request(3, 0, "native"));
        sandboxes.awaitHeld();
        assertThat(runs.estimate(runs.find(id).orElseThrow())).isEmpty();

        sandboxes.holdNext();
        sandboxes.awaitHeld();

        var estimate = runs.estimate(runs.find(id).orElseThrow()).orElseThrow();
        assertThat(estimate.taken()).isEqualTo(1);
        assertThat(estimate.planned()).isEqualTo(3);
        sandboxes.release();
        assertThat(runs.estimate(ended(id))).isEmpty();
    }
}
