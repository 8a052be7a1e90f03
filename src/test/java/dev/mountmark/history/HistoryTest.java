package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest extends HistoryFixture {
    private static final Instant START = Examples.AT.plusSeconds(100);
    private static final Instant END = Examples.AT.plusSeconds(200);
    private static final String MANY_RUNS =
            "WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < 10000)"
                    + " INSERT INTO run (id, number, instance, host, state, submitted_at, plan)"
                    + " SELECT 'many-' || n, 100000 + n, 'i', 'h', 'queued', '2026-11-23T00:45:01.' || (100000 + n), '{}'"
                    + " FROM one";
    private static final IdempotencyKey KEY = new IdempotencyKey("nightly", "aa");

    @Test
    void knowsNothingAtFirst() {
        assertThat(history.run(Examples.id(1))).isEmpty();
        assertThat(history.runs(filter(200))).isEmpty();
        assertThat(history.samples(Examples.id(1))).isEmpty();
        assertThat(history.events(Examples.id(1), 0)).isEmpty();
        assertThat(history.queue()).isEmpty();
        assertThat(history.underWay()).isEmpty();
        assertThat(history.newestOfEachSeries()).isEmpty();
        assertThat(history.lastSuccess()).isEmpty();
    }

    @Test
    void aNewRunIsQueuedAndTold() {
        var submission = history.submit(Examples.run(1), Optional.empty(), 1);
        var event =
                new StoredEvent(Examples.id(1), 1, OpenedHistory.NOW, new RunEvent.RunChanged(new RunState.Queued()));
        assertThat(submission).isEqualTo(new Submission.Accepted(event));
        assertThat(history.queue()).containsExactly(Examples.run(1));
        assertThat(history.events(Examples.id(1), 0)).containsExactly(event);
    }

    @Test
    void onlyAQueuedRunCanBeSubmitted() {
        assertThatThrownBy(() -> history.submit(Examples.run(1).with(new RunState.Running(START)), Optional.empty(), 1))
                .hasMessage("run: expected queued, got running");
    }

    @Test
    void aFullQueueTakesNoMore() {
        submit(1, 2);
        var submission = history.submit(Examples.run(3), Optional.of(KEY), 2);
        assertThat(submission).isEqualTo(new Submission.QueueFull(2));
        assertThat(history.run(Examples.id(3))).isEmpty();
        history.change(Examples.id(1), new RunState.Running(START));
        assertThat(history.submit(Examples.run(3), Optional.of(KEY), 2)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void theSameKeyWithTheSameBodyIsTheSameRunAlsoWhenTheQueueIsFull() {
        history.submit(Examples.run(1), Optional.of(KEY), 1);
        var submission = history.submit(Examples.run(2), Optional.of(KEY), 1);
        assertThat(submission).isEqualTo(new Submission.Repeated(Examples.id(1)));
        assertThat(history.runs(filter(200))).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        history.submit(Examples.run(1), Optional.of(KEY), 9);
        var submission = history.submit(Examples.run(2), Optional.of(new IdempotencyKey("nightly", "bb")), 9);
        assertThat(submission).isEqualTo(new Submission.KeyTaken(Examples.id(1)));
        assertThat(history.run(Examples.id(2))).isEmpty();
    }

    @Test
    void aKeyIsShortAndPrintable() {
        for (var wrong : List.of("", "x".repeat(256), "a\nb")) {
            assertThatThrownBy(() -> new IdempotencyKey(wrong, "aa"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("expected 1 to 255 printable characters, got " + wrong.length());
        }
    }

    @Test
    void runsAreListedByTheTimeOfTheirSubmissionPageByPageWheneverTheyArrived() {
        submit(5, 3, 9, 1, 7);
        assertThat(paged(2)).containsExactly(List.of(9, 7), List.of(5, 3), List.of(1));
    }

    @Test
    void ofRunsOfOneMomentTheOneThatArrivedLastIsTheNewest() {
        for (var number : List.of(5, 3, 9, 1, 7)) {
            var run = Examples.run(number);
            history.submit(
                    new Run(run.id(), run.state(), run.labels(), run.plan(), Examples.AT, run.host(), run.benchmarks()),
                    Optional.empty(),
                    99);
        }
        assertThat(paged(2)).containsExactly(List.of(7, 1), List.of(9, 3), List.of(5));
    }

    private List<List<Integer>> paged(int limit) {
        var pages = new ArrayList<List<Integer>>();
        String before = null;
        while (true) {
            var page = history.runs(new RunFilter(Set.of(), Map.of(), null, null, before, limit));
            if (page.isEmpty()) {
                return pages;
            }
            pages.add(page.stream()
                    .map(run -> Integer.parseInt(run.id().value().substring(16)))
                    .toList());
            before = page.getLast().id().value();
        }
    }

    @Test
    void aPageOfManyRunsIsReadByItsIndex() {
        opened.database.write(transaction -> {
            transaction.update(MANY_RUNS);
            return transaction.update("ANALYZE");
        });
        var plan = opened.database.<List<String>>read(transaction -> transaction.list(
                (server().isPresent() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ")
                        + "SELECT * FROM run WHERE 1 = 1 AND (submitted_at, number) <"
                        + " (SELECT submitted_at, number FROM run WHERE id = 'many-5000')"
                        + " ORDER BY submitted_at DESC, number DESC LIMIT 20",
                row -> row.getString(server().isPresent() ? 1 : 4)));
        assertThat(String.join("\n", plan))
                .contains("run_submitted")
                .doesNotContain("Sort")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void aPageAfterARunThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> history.runs(new RunFilter(Set.of(), Map.of(), null, null, "nothing", 2)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("got nothing");
    }

    @Test
    void aPageHoldsOneToTwoHundredRuns() {
        assertThatThrownBy(() -> filter(0)).hasMessage("expected 1 to 200, got 0");
        assertThatThrownBy(() -> filter(201)).hasMessage("expected 1 to 200, got 201");
    }

    @Test
    void runsAreFilteredByStateLabelsAndTime() {
        history.submit(Examples.run(1, Map.of("who", "ann", "os", "mac"), Examples.PLAIN), Optional.empty(), 9);
        history.submit(Examples.run(2, Map.of("who", "ann"), Examples.PLAIN), Optional.empty(), 9);
        history.submit(Examples.run(3, Map.of("who", "bob", "os", "ann"), Examples.PLAIN), Optional.empty(), 9);
        history.change(Examples.id(2), new RunState.Running(START));

        assertThat(listed(Set.of("running"), Map.of(), null, null)).containsExactly(2);
        assertThat(listed(Set.of("running", "queued"), Map.of(), null, null)).containsExactly(3, 2, 1);
        assertThat(listed(Set.of(), Map.of("who", "ann"), null, null)).containsExactly(2, 1);
        assertThat(listed(Set.of(), Map.of("who", "ann", "os", "mac"), null, null))
                .containsExactly(1);
        assertThat(listed(Set.of(), Map.of("who", "' OR 1 = 1"), null, null)).isEmpty();
        assertThat(listed(Set.of(), Map.of(), Examples.AT.plusSeconds(2), null)).containsExactly(3, 2);
        assertThat(listed(Set.of(), Map.of(), null, Examples.AT.plusSeconds(2))).containsExactly(1);
        assertThat(listed(Set.of("queued"), Map.of("who", "ann"), Examples.AT, Examples.AT.plusSeconds(3)))
                .containsExactly(1);
    }

    @Test
    void theQueueIsOldestFirstAndUnderWayIsWhatHasBegunAndNotEnded() {
        submit(4, 2, 3, 1, 5);
        history.change(Examples.id(2), new RunState.Running(START));
        history.change(Examples.id(3), new RunState.Cancelling(START));
        history.change(Examples.id(1), new RunState.Cancelled(null, END));
        assertThat(ids(history.queue())).containsExactly(Examples.id(4), Examples.id(5));
        assertThat(ids(history.underWay())).containsExactly(Examples.id(2), Examples.id(3));
    }

    @Test
    void anEndedRunStaysAsItIs() {
        submit(1);
        history.change(Examples.id(1), new RunState.Cancelled(null, END));
        assertThatThrownBy(() -> history.change(Examples.id(1), new RunState.Running(START)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on its way to running");
        assertThat(history.run(Examples.id(1)).orElseThrow().state()).isEqualTo(new RunState.Cancelled(null, END));
        assertThat(history.events(Examples.id(1), 0)).hasSize(2);
    }

    @Test
    void eventsAreNumberedByRunAndResumeAfterAny() {
        submit(1, 2);
        history.change(Examples.id(1), new RunState.Running(START));
        history.tell(Examples.id(2), new RunEvent.RoundStarted(1, 2, true));
        history.add(Examples.id(1), Examples.taken(Examples.sample(1)));
        history.add(Examples.id(1), Examples.taken(Examples.sample(2)));
        history.fail(Examples.id(1), Examples.MOUNT, Examples.FAILURE);
        assertThat(numbers(1, 0)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(numbers(1, 3)).containsExactly(4L, 5L);
        assertThat(numbers(1, 5)).isEmpty();
        assertThat(numbers(2, 0)).containsExactly(1L, 2L);
        assertThat(history.events(Examples.id(1), 3).getFirst().event()).isEqualTo(Examples.taken(Examples.sample(2)));
    }

    @Test
    void whatComesWithAChangeCannotBeToldWithoutIt() {
        submit(1);
        for (var event : List.of(
                new RunEvent.RunChanged(new RunState.Queued()),
                Examples.taken(Examples.sample(1)),
                new RunEvent.BenchmarkFailed(Examples.PLAIN, Examples.FAILURE),
                new RunEvent.RunExcluded(new Exclusion("noise", END)),
                new RunEvent.RunIncluded())) {
            assertThatThrownBy(() -> history.tell(Examples.id(1), event)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSampleOfAnotherBenchmarkIsRefusedAndNothingTold() {
        submit(1);
        var other = Examples.sample(1, Examples.benchmark(new Scenario.Native()), false);
        assertThatThrownBy(() -> history.add(Examples.id(1), Examples.taken(other)))
                .hasMessage("benchmark: expected one of run " + Examples.id(1) + ", got npm-install native on linux");
        assertThat(history.events(Examples.id(1), 0)).hasSize(1);
    }

    @Test
    void aSampleIsStoredOnce() {
        submit(1);
        history.add(Examples.id(1), Examples.taken(Examples.sample(1)));
        assertThatThrownBy(() -> history.add(Examples.id(1), Examples.taken(Examples.sample(1))))
                .isInstanceOf(HistoryException.class);
        assertThat(history.samples(Examples.id(1))).hasSize(1);
        assertThat(history.events(Examples.id(1), 0)).hasSize(2);
    }

    @Test
    void theNewestResultsOfAllSeriesAreInAsFewRunsAsHoldThem() {
        end(1, new RunState.Succeeded(START, END), Examples.PLAIN, Examples.MOUNT);
        end(2, new RunState.Succeeded(START, END), Examples.PLAIN, Examples.MOUNT);
        end(3, new RunState.Failed(START, END, "no"), Examples.PLAIN);
        end(4, new RunState.Interrupted(START, END), Examples.PLAIN);
        end(5, new RunState.Cancelled(START, END), Examples.MOUNT);
        submit(6);
        history.add(Examples.id(6), Examples.taken(Examples.sample(1)));
        assertThat(history.newestOfEachSeries()).containsExactly(Examples.id(2), Examples.id(3));
    }

    @Test
    void aWarmupAFailureOrABenchmarkGivenUpIsNoResult() {
        end(1, new RunState.Succeeded(START, END), Examples.PLAIN);
        submit(2, 3, 4);
        history.add(Examples.id(2), Examples.taken(Examples.sample(1, Examples.PLAIN, true)));
        history.change(Examples.id(2), new RunState.Failed(START, END, "only a warm-up"));
        history.add(Examples.id(3), Examples.taken(Examples.sample(1)));
        history.fail(Examples.id(3), Examples.PLAIN, Examples.FAILURE);
        history.change(Examples.id(3), new RunState.Failed(START, END, "given up"));
        history.change(Examples.id(4), new RunState.Failed(START, END, "no sample"));
        assertThat(history.newestOfEachSeries()).containsExactly(Examples.id(1));
    }

    @Test
    void anExcludedRunHoldsNoNewestResult() {
        end(1, new RunState.Succeeded(START, END), Examples.PLAIN, Examples.MOUNT);
        end(2, new RunState.Succeeded(START, END), Examples.PLAIN);
        end(3, new RunState.Succeeded(START, END), Examples.PLAIN);

        history.exclude(Examples.id(3), new Exclusion("noise", END));
        assertThat(history.newestOfEachSeries()).containsExactly(Examples.id(1), Examples.id(2));
        history.exclude(Examples.id(2), new Exclusion("noise", END));
        assertThat(history.newestOfEachSeries()).containsExactly(Examples.id(1));
        history.include(Examples.id(3));
        assertThat(history.newestOfEachSeries()).containsExactly(Examples.id(1), Examples.id(3));
    }

    @Test
    void anotherReasonKeepsSinceWhenARunIsExcluded() {
        end(1, new RunState.Succeeded(START, END), Examples.PLAIN);

        history.exclude(Examples.id(1), new Exclusion("noise", END));
        history.exclude(Examples.id(1), new Exclusion("on battery", END.plusSeconds(60)));

        assertThat(history.run(Examples.id(1)).orElseThrow().exclusion()).isEqualTo(new Exclusion("on battery", END));
        assertThat(history.samples(Examples.id(1))).hasSize(1);
    }

    @Test
    void whatChangesNothingOfAnExclusionIsNotTold() {
        end(1, new RunState.Succeeded(START, END), Examples.PLAIN);
        assertThat(history.include(Examples.id(1))).isEmpty();
        assertThat(history.exclude(Examples.id(1), new Exclusion("noise", END))).isPresent();
        assertThat(history.exclude(Examples.id(1), new Exclusion("noise", END.plusSeconds(60))))
                .isEmpty();
        assertThat(history.include(Examples.id(1))).isPresent();
        assertThat(history.include(Examples.id(1))).isEmpty();
        assertThat(history.run(Examples.id(1)).orElseThrow().exclusion()).isNull();
        assertThat(history.events(Examples.id(1), 3)).hasSize(2);
    }

    @Test
    void onlyARunThatHasEndedIsExcluded() {
        submit(1);
        assertThatThrownBy(() -> history.exclude(Examples.id(1), new Exclusion("noise", END)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run: expected one that has ended, got " + Examples.id(1));
        assertThatThrownBy(() -> history.include(Examples.id(2))).isInstanceOf(IllegalStateException.class);
        assertThat(history.run(Examples.id(1)).orElseThrow().exclusion()).isNull();
    }

    @Test
    void theLastSuccessIsTheLatestEnd() {
        submit(1, 2, 3);
        history.change(Examples.id(1), new RunState.Succeeded(START, END.plusSeconds(5)));
        history.change(Examples.id(2), new RunState.Succeeded(START, END));
        history.change(Examples.id(3), new RunState.Failed(START, END.plusSeconds(9), "no"));
        assertThat(history.lastSuccess()).contains(END.plusSeconds(5));
    }

    @Test
    void everythingIsThereAfterARestart() {
        history.submit(Examples.run(1, Map.of("a", "b"), Examples.PLAIN, Examples.MOUNT), Optional.of(KEY), 9);
        history.change(Examples.id(1), new RunState.Running(START));
        history.add(Examples.id(1), Examples.taken(Examples.sample(1)));
        history.fail(Examples.id(1), Examples.MOUNT, Examples.FAILURE);
        history.change(Examples.id(1), new RunState.Failed(START, END, "no"));
        history.exclude(Examples.id(1), new Exclusion("noise", END));
        var run = history.run(Examples.id(1));
        var samples = history.samples(Examples.id(1));
        var events = history.events(Examples.id(1), 0);
        restart(Optional.of("laptop"));
        assertThat(history.run(Examples.id(1))).isEqualTo(run).isPresent();
        assertThat(history.samples(Examples.id(1))).isEqualTo(samples).hasSize(1);
        assertThat(history.events(Examples.id(1), 0)).isEqualTo(events).hasSize(6);
        assertThat(history.submit(Examples.run(2), Optional.of(KEY), 9))
                .isEqualTo(new Submission.Repeated(Examples.id(1)));
    }

    @Test
    void runsLeftUnderAFormerNameOfTheMachineAreStillOurs() {
        submit(1, 2);
        history.change(Examples.id(1), new RunState.Running(START));
        restart(Optional.of("renamed"));
        assertThat(ids(history.underWay())).containsExactly(Examples.id(1));
        assertThat(ids(history.queue())).containsExactly(Examples.id(2));
    }

    private void restart(Optional<String> host) {
        opened.close();
        reopen(host);
    }

    private void submit(int... numbers) {
        for (var number : numbers) {
            history.submit(Examples.run(number), Optional.empty(), 99);
        }
    }

    private void end(int number, RunState state, Benchmark... measured) {
        submit(number);
        for (var position = 0; position < measured.length; position++) {
            history.add(Examples.id(number), Examples.taken(Examples.sample(position + 1, measured[position], false)));
        }
        history.change(Examples.id(number), state);
    }

    private List<Long> numbers(int run, long after) {
        return history.events(Examples.id(run), after).stream()
                .map(StoredEvent::number)
                .toList();
    }

    private List<Integer> listed(
            Set<String> states, Map<String, String> labels, @Nullable Instant from, @Nullable Instant to) {
        return history.runs(new RunFilter(states, labels, from, to, null, 200)).stream()
                .map(run -> Integer.valueOf(run.id().value().split("-", 2)[1]))
                .toList();
    }

    private static RunFilter filter(int limit) {
        return new RunFilter(Set.of(), Map.of(), null, null, null, limit);
    }

    private static List<RunId> ids(List<Run> runs) {
        return runs.stream().map(Run::id).toList();
    }
}
