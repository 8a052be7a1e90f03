package dev.mountmark.run;

import static dev.mountmark.benchmark.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SampleTakerTest {
    private final FakeSandboxes sandboxes = new FakeSandboxes();
    private final FakeTicker ticker = new FakeTicker();

    private Cache cache = Cache.WARM;

    private SampleOrder order() {
        return new SampleOrder(
                new RunId("20260102t120000-abcdef"),
                1,
                2,
                false,
                Examples.benchmark(new Scenario.BindMount()),
                Examples.workload(),
                cache);
    }

    private Sample take() {
        return new SampleTaker(sandboxes.open(order()), Clock.fixed(NOON, ZoneOffset.UTC), ticker).take(order());
    }

    @Test
    void aSampleHasTheTimeOfEachPhase() {
        sandboxes.takes("bind-mount", 2.25);

        var sample = take();

        assertThat(sample.outcome()).isEqualTo(Sample.Outcome.SUCCEEDED);
        assertThat(sample.phases())
                .containsOnlyKeys(
                        Phase.CREATE,
                        Phase.START,
                        Phase.PREPARE,
                        Phase.COMMAND,
                        Phase.SETTLE,
                        Phase.VERIFY,
                        Phase.DELETE);
        assertThat(sample.seconds()).isEqualTo(2.25);
        assertThat(sample.startedAt()).isEqualTo(NOON);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void aCommandThatFailsKeepsItsExitCodeAndLastLines() {
        sandboxes.fails("bind-mount", new Failure(Category.COMMAND, Phase.COMMAND, "", 7, List.of("npm ERR!")));

        var sample = take();

        assertThat(sample.failure())
                .isEqualTo(new Failure(
                        Category.COMMAND, Phase.COMMAND, "command ended with exit code 7.", 7, List.of("npm ERR!")));
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void aWrongTreeIsAFailureAndNotAFastSample() {
        sandboxes.fails("bind-mount", new Failure(Category.WRONG_TREE, Phase.VERIFY, ""));

        var failure = take().failure();

        assertThat(failure).isNotNull();
        assertThat(failure.category()).isEqualTo(Category.WRONG_TREE);
        assertThat(failure.message()).contains("expected 1 entries", "found 1 (sha256:other)");
    }

    @Test
    void whatFailsEarlyIsRemovedAllTheSame() {
        sandboxes.fails("bind-mount", new Failure(Category.ENGINE, Phase.START, "the engine refused"));

        var sample = take();

        assertThat(sample.phases()).containsOnlyKeys(Phase.CREATE, Phase.START, Phase.DELETE);
        assertThat(sample.outcome()).isEqualTo(Sample.Outcome.FAILED);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void aRefusedDeleteIsTriedAgainEverMoreSlowly() {
        sandboxes.refusesDelete(3);

        var sample = take();

        assertThat(sample.outcome()).isEqualTo(Sample.Outcome.SUCCEEDED);
        assertThat(ticker.pauses()).containsExactly(50L, 100L, 200L);
        assertThat(sample.phases()).containsEntry(Phase.DELETE, 0.35);
    }

    @Test
    void whatAVolumeNeedsToGoIsNoPartOfTheRemoval() {
        sandboxes.refusesDelete(3);
        sandboxes.releasesLate(Duration.ofMillis(250));

        var sample = take();

        assertThat(sample.phases().get(Phase.DELETE)).isCloseTo(0.1, within(1e-9));
        assertThat(sample.phases()).containsEntry(Phase.RELEASE, 0.25);
    }

    @Test
    void aShareThatRefusesUntilShortlyBeforeTheDeadlineLeavesNothing() {
        // After 750 ms of pauses it is not over yet: the one that follows is the last.
        sandboxes.refusesDelete(5);

        var sample = take();

        assertThat(sample.outcome()).isEqualTo(Sample.Outcome.SUCCEEDED);
        assertThat(ticker.pauses()).containsExactly(50L, 100L, 200L, 400L, 800L);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void noDeleteIsTriedAgainAfterTheDeadline() {
        sandboxes.refusesDelete(6);

        var sample = take();

        assertThat(sample.failure()).isNotNull();
        assertThat(sample.failure().category()).isEqualTo(Category.LEAK);
        assertThat(ticker.pauses()).hasSize(5);
    }

    @Test
    void aDeleteThatNeverSucceedsIsALeak() {
        sandboxes.refusesDelete(1000);

        var failure = take().failure();

        assertThat(failure).isNotNull();
        assertThat(failure.category()).isEqualTo(Category.LEAK);
        assertThat(failure.message()).isEqualTo("Could not be removed within PT1S.");
        assertThat(failure.lastLines()).containsExactly("folder 20260102t120000-abcdef-1");
    }

    @Test
    void anInterruptEndsTheSampleAndRemovesIt() throws Exception {
        sandboxes.hold();
        var taken = new AtomicReference<Sample>();
        var thread = Thread.ofVirtual().start(() -> taken.set(take()));
        sandboxes.awaitHeld();

        thread.interrupt();
        thread.join();

        assertThat(taken.get().outcome()).isEqualTo(Sample.Outcome.CANCELLED);
        assertThat(sandboxes.existing()).isEmpty();
    }

    @Test
    void cachesAreDroppedForAColdSampleOnly() {
        take();
        assertThat(sandboxes.dropped()).isEmpty();

        cache = Cache.COLD;
        take();

        assertThat(sandboxes.dropped()).containsExactly(1);
    }

    @Test
    void aCommandWithoutAnyTimeIsAFailureOfTheClock() {
        sandboxes.takes("bind-mount", 0);

        var sample = take();

        assertThat(sample.failure()).isNotNull();
        assertThat(sample.failure().category()).isEqualTo(Category.CLOCK);
        assertThat(sample.failure().message()).contains("did not move");
    }
}
