package dev.mountmark.run;

import dev.mountmark.benchmark.Estimate;
import dev.mountmark.benchmark.Exclusion;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.history.History;
import dev.mountmark.history.IdempotencyKey;
import dev.mountmark.history.RunFilter;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.history.Submission;
import dev.mountmark.workload.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be asked of runs: everything above this room goes through here.
@ApplicationScoped
public class Runs {
    private final History history;
    private final Catalogue catalogue;
    private final Runtimes runtimes;
    private final RunWorker worker;
    private final Judge judge;
    private final Patience patience;
    private final Notices notices;
    private final RunSettings settings;
    private final Instance instance;
    private final Clock clock;
    private final RandomGenerator random;

    Runs(
            History history,
            Catalogue catalogue,
            Runtimes runtimes,
            RunWorker worker,
            Judge judge,
            Patience patience,
            Notices notices,
            RunSettings settings,
            Instance instance,
            Clock clock,
            RandomGenerator random) {
        this.history = history;
        this.catalogue = catalogue;
        this.runtimes = runtimes;
        this.worker = worker;
        this.judge = judge;
        this.patience = patience;
        this.notices = notices;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
        this.random = random;
    }

    /// Checks the request against what is offered here and queues the run.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException when it asks for what does not exist here
    public Submission submit(RunRequest request, Optional<IdempotencyKey> key) {
        var selection = new Selection(runtimes.now(slugs(request.runtimes())), catalogue.workloads());
        var now = clock.instant();
        var run = new Run(
                RunId.at(now, random),
                new RunState.Queued(),
                new TreeMap<>(request.labels()),
                selection.plan(request.plan(), random),
                now,
                instance.host(),
                selection.benchmarks(request).stream()
                        .map(benchmark -> new Run.Cell(benchmark, null, Map.of()))
                        .toList());
        var submission = history.submit(run, key, settings.queueCapacity());
        if (submission instanceof Submission.Accepted accepted) {
            notices.tell(accepted.event());
        }
        return submission;
    }

    /// Measures a queued run, and no other, where the queue is not taken in turn because no port is opened. It is
    /// cancelled when the process is asked to end.
    public void measureAlone(RunId id) {
        worker.begin(id);
    }

    public Optional<Run> find(RunId id) {
        return history.run(id);
    }

    public List<Run> list(RunFilter filter) {
        return history.runs(filter);
    }

    /// Those of this instance that have not ended: in a database that several share, the others' are none of ours.
    List<Run> unfinished() {
        return Stream.concat(history.queue().stream(), history.underWay().stream())
                .toList();
    }

    /// What has come out so far, benchmark by benchmark, in the order of the table.
    public List<Result> results(Run run) {
        return Results.of(run, history.samples(run.id()));
    }

    /// How far a run has come; empty before its first sample and after its end.
    public Optional<Estimate> estimate(Run run) {
        if (run.state().ended()) {
            return Optional.empty();
        }
        return history.newestSample(run.id())
                .flatMap(stored -> stored.event() instanceof RunEvent.SampleTaken taken
                        ? taken.left()
                                .map(left ->
                                        Estimate.of(taken.taken(), taken.planned(), stored.at(), left, clock.instant()))
                        : Optional.empty());
    }

    /// Benchmark by benchmark.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException when these two cannot be compared
    public RunComparison compare(Run before, Run after) {
        return RunComparison.of(before, results(before), after, results(after));
    }

    /// Asks the run to stop; does nothing when it has ended. The run as it stands then; empty when there is none.
    ///
    /// @throws ForeignRunException when another installation is to stop it
    public Optional<Run> cancel(RunId id) {
        return worker.cancel(id);
    }

    /// Leaves a run out of comparisons, metrics and series; where it is left out already, only the reason changes.
    ///
    /// @param reason see [Exclusion]
    /// @return the run as it stands then
    /// @throws IllegalStateException when there is no such run or it has not ended
    public Run exclude(RunId id, String reason) {
        history.exclude(id, new Exclusion(reason, clock.instant())).ifPresent(this::judgeAndTell);
        return find(id).orElseThrow();
    }

    /// Takes the exclusion of a run back; does nothing when there is none.
    ///
    /// @return the run as it stands then
    /// @throws IllegalStateException when there is no such run or it has not ended
    public Run include(RunId id) {
        history.include(id).ifPresent(this::judgeAndTell);
        return find(id).orElseThrow();
    }

    private void judgeAndTell(StoredEvent event) {
        judge.judge();
        notices.tell(event);
    }

    /// Waits for events of a run after a number; empty when none came within the time, the run has ended and has no
    /// more, or the service ends.
    public List<StoredEvent> await(RunId id, long after, Duration atMost) throws InterruptedException {
        var seen = notices.seen();
        var events = history.events(id, after);
        if (events.isEmpty()
                && history.run(id).filter(run -> !run.state().ended()).isPresent()) {
            notices.await(seen, atMost);
            return history.events(id, after);
        }
        return events;
    }

    /// Whether the service ends: from now on nothing happens in any run.
    public boolean closed() {
        return notices.closed();
    }

    /// What can be measured here now; those on other machines are not asked.
    public List<RuntimeStatus> runtimes() {
        return runtimes.now();
    }

    /// What can be measured here now, and on those that are named, wherever they are.
    ///
    /// @param probe slugs
    /// @throws dev.mountmark.benchmark.InvalidRequestException when there is no such runtime
    public List<RuntimeStatus> runtimes(Collection<String> probe) {
        var now = runtimes.now(slugs(probe));
        Selection.named("probe", List.copyOf(probe), now);
        return now;
    }

    /// What is no slug is no runtime either, and refused where the others are known.
    static Set<Slug> slugs(Collection<String> names) {
        return names.stream().flatMap(name -> Slug.read(name).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// What could be measured here when last looked: answers at once.
    public List<RuntimeStatus> knownRuntimes() {
        return runtimes.known();
    }

    /// The most runs that may be queued.
    public int capacity() {
        return settings.queueCapacity();
    }

    /// Runs that wait.
    public int queued() {
        return history.queue().size();
    }

    /// Why nothing is measured although something may wait: the history is away. Empty while it is not.
    public Optional<String> waitsFor() {
        return patience.away();
    }

    /// What is still in engines and folders although it should have been removed, by name.
    public List<String> leaks() {
        return worker.leaks();
    }
}
