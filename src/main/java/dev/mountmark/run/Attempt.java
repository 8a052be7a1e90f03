package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.history.History;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.workload.Catalogue;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// One run, from making ready to the last round. Everything it does is in the history before it
/// goes on, however long that may be away.
final class Attempt {
    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private final Run run;
    private final Stoppable steps;
    private final Around around;
    private final Progress progress;
    private final Map<Benchmark, Workload> workloads = new LinkedHashMap<>();
    private final Map<Benchmark, Integer> failedInARow = new HashMap<>();

    /// What every attempt works with.
    ///
    /// @param giveUpAfter failed samples in a row after which a benchmark is given up
    record Around(
            History history,
            Notices notices,
            Patience patience,
            Runtimes runtimes,
            Catalogue catalogue,
            Clock clock,
            Ticker ticker,
            int giveUpAfter) {}

    Attempt(Run run, Stoppable steps, Around around) {
        this.run = run;
        this.steps = steps;
        this.around = around;
        this.progress = new Progress(run.plan(), benchmarks(run));
    }

    /// Returns when all is measured, or nothing is left that can be, or the time is up, or it was stopped.
    void execute() throws Exception {
        try {
            findWorkloads();
            makeReady();
            measure();
        } catch (InterruptedException e) {
            LOG.debugf("run %s stopped", run.id());
        }
    }

    private static List<Benchmark> benchmarks(Run run) {
        return run.benchmarks().stream().map(Run.Cell::benchmark).toList();
    }

    private void findWorkloads() {
        for (var benchmark : benchmarks(run)) {
            var found = around.catalogue()
                    .named(benchmark.workload().value())
                    .filter(workload -> workload.digest().equals(benchmark.workloadDigest()));
            found.ifPresent(workload -> workloads.put(benchmark, workload));
            if (found.isEmpty()) {
                giveUp(
                        benchmark,
                        new Failure(
                                Failure.Category.HOST,
                                null,
                                "The definition of " + benchmark.workload()
                                        + " has changed since the run was asked for."));
            }
        }
    }

    private void makeReady() throws Exception {
        record Place(Runtime runtime, Slug workload) {}
        var places = workloads.keySet().stream()
                .collect(Collectors.groupingBy(
                        one -> new Place(one.runtime(), one.workload()), LinkedHashMap::new, Collectors.toList()));
        for (var place : places.entrySet()) {
            var sharing = place.getValue();
            var runtime = place.getKey().runtime();
            var workload = definition(sharing.getFirst());
            try {
                var sandboxes = sandboxes(runtime);
                var seconds = steps.run(() -> sandboxes.makeReady(
                        runtime, workload, step -> tell(new RunEvent.Preparing(runtime, workload.name(), step))));
                sharing.forEach(benchmark -> prepared(benchmark, seconds));
            } catch (MeasuringException e) {
                sharing.forEach(benchmark -> giveUp(benchmark, e.failure()));
            }
        }
    }

    private Sandboxes sandboxes(Runtime runtime) throws MeasuringException {
        return around.runtimes()
                .sandboxes(runtime)
                .orElseThrow(() -> new MeasuringException(new Failure(
                        Failure.Category.ENGINE, null, "The runtime " + runtime.slug() + " is no longer there.")));
    }

    private Workload definition(Benchmark benchmark) {
        return Objects.requireNonNull(workloads.get(benchmark), benchmark::words);
    }

    private void measure() throws Exception {
        var rounds = new Rounds(benchmarks(run), run.plan().seed());
        progress.begin(around.ticker().nanos());
        for (var round = 1; round <= run.plan().rounds(); round++) {
            progress.endRound();
            if (progress.nothingLeft()
                    || progress.roundWouldBeLate(around.ticker().nanos())) {
                return;
            }
            if (round > 1) {
                coolDown();
            }
            var warmup = round <= run.plan().warmupRounds();
            tell(new RunEvent.RoundStarted(round, run.plan().rounds(), warmup));
            for (var benchmark : rounds.next()) {
                if (progress.timeIsUp(around.ticker().nanos())) {
                    return;
                }
                if (progress.goesOn(benchmark)) {
                    sample(benchmark, round, warmup);
                }
            }
        }
    }

    private void coolDown() throws Exception {
        var milliseconds = run.plan().coolDown().toMillis();
        if (milliseconds > 0) {
            steps.run(() -> {
                around.ticker().pause(milliseconds);
                return milliseconds;
            });
        }
    }

    private void sample(Benchmark benchmark, int round, boolean warmup) throws Exception {
        var order = new SampleOrder(
                run.id(),
                progress.samples() + 1,
                round,
                warmup,
                benchmark,
                definition(benchmark),
                run.plan().cache());
        Sandboxes sandboxes;
        try {
            sandboxes = sandboxes(benchmark.runtime());
        } catch (MeasuringException e) {
            giveUp(benchmark, e.failure());
            return;
        }
        var begun = around.ticker().nanos();
        var sample =
                steps.run(() -> new SampleTaker(sandboxes.open(order), around.clock(), around.ticker()).take(order));
        var now = around.ticker().nanos();
        progress.add(sample, now - begun);
        var failure = Optional.ofNullable(sample.failure());
        var failedBefore = failure.isEmpty() ? 0 : failedInARow.getOrDefault(benchmark, 0) + 1;
        failedInARow.put(benchmark, failedBefore);
        var last = failedBefore >= around.giveUpAfter() && sample.outcome() == Sample.Outcome.FAILED;
        if (last) {
            progress.giveUp(benchmark);
        }
        var taken = new RunEvent.SampleTaken(
                sample,
                progress.samples(),
                progress.planned(),
                progress.remaining(now).orElse(null));
        tell(taken, () -> around.history().add(run.id(), taken));
        if (last) {
            giveUp(benchmark, failure.orElseThrow());
        }
    }

    private void giveUp(Benchmark benchmark, Failure failure) {
        progress.giveUp(benchmark);
        tell(
                new RunEvent.BenchmarkFailed(benchmark, failure),
                () -> around.history().fail(run.id(), benchmark, failure));
    }

    private void prepared(Benchmark benchmark, Map<Phase, Double> seconds) {
        around.patience().until(() -> {
            around.history().prepared(run.id(), benchmark, seconds);
            return benchmark;
        });
    }

    private void tell(RunEvent event) {
        tell(event, () -> around.history().tell(run.id(), event));
    }

    private void tell(RunEvent event, Supplier<StoredEvent> write) {
        around.notices().tell(around.patience().store(run.id(), event, write));
    }

    RunId id() {
        return run.id();
    }
}
