package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends HistoryFixture {
    private static final int THREADS = 32;

    @Test
    void manyRequestsWithOneKeyAreOneRun() throws Exception {
        var key = Optional.of(new IdempotencyKey("nightly", "aa"));
        var submissions = atOnce(number -> history.submit(Examples.run(number), key, THREADS));
        assertThat(history.runs(all())).hasSize(1);
        var run = history.runs(all()).getFirst().id();
        assertThat(submissions)
                .filteredOn(Submission.Accepted.class::isInstance)
                .hasSize(1);
        assertThat(submissions)
                .filteredOn(submission -> !(submission instanceof Submission.Accepted))
                .hasSize(THREADS - 1)
                .containsOnly(new Submission.Repeated(run));
    }

    @Test
    void theQueueNeverHoldsMoreThanItMay() throws Exception {
        var submissions = atOnce(number -> history.submit(Examples.run(number), Optional.empty(), 5));
        assertThat(history.queue()).hasSize(5);
        assertThat(submissions)
                .filteredOn(Submission.Accepted.class::isInstance)
                .hasSize(5);
        assertThat(submissions)
                .filteredOn(submission -> !(submission instanceof Submission.Accepted))
                .hasSize(THREADS - 5)
                .containsOnly(new Submission.QueueFull(5));
    }

    @Test
    void eventsAreNumberedWithoutGapsWhoeverWrites() throws Exception {
        history.submit(Examples.run(1), Optional.empty(), 9);
        var told = atOnce(number -> number % 2 == 0
                ? history.tell(Examples.id(1), new RunEvent.RoundStarted(number, THREADS, false))
                : history.add(Examples.id(1), Examples.taken(Examples.sample(number))));
        assertThat(history.events(Examples.id(1), 0).stream().map(StoredEvent::number))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, THREADS + 1).boxed().toList());
        assertThat(history.events(Examples.id(1), 1)).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void whoReadsSeesAChangeAndItsEventTogether() throws Exception {
        history.submit(Examples.run(1), Optional.empty(), 9);
        var seen = atOnce(number -> {
            if (number == 1) {
                return history.change(Examples.id(1), new RunState.Running(Examples.AT));
            }
            return opened.database.read(transaction -> {
                var begun =
                        RunRows.find(transaction, Examples.id(1)).orElseThrow().state() instanceof RunState.Running;
                return EventRows.list(transaction, Examples.id(1), 1).isEmpty() == !begun;
            });
        });
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void anInterruptedThreadStillStoresAndStaysInterrupted() throws Exception {
        history.submit(Examples.run(1), Optional.empty(), 9);
        var interrupted = atOnce(number -> {
            Thread.currentThread().interrupt();
            history.add(Examples.id(1), Examples.taken(Examples.sample(number)));
            return Thread.interrupted();
        });
        assertThat(interrupted).containsOnly(true);
        assertThat(history.samples(Examples.id(1))).hasSize(THREADS);
    }

    private static RunFilter all() {
        return new RunFilter(Set.of(), Map.of(), null, null, null, 200);
    }

    /// What each of the threads got, all of them let go at the same moment.
    private static <T> List<T> atOnce(IntFunction<T> work) throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        var pending = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 1; i <= THREADS; i++) {
                var number = i;
                pending.add(threads.submit(() -> {
                    go.await();
                    return work.apply(number);
                }));
            }
            go.countDown();
        }
        var results = new ArrayList<T>();
        for (var one : pending) {
            results.add(one.get());
        }
        return results;
    }
}
