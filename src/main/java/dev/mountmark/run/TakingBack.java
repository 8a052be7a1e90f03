package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Sandboxes.Unattended;
import java.util.EnumMap;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes the samples that a former process began and that went on without it, into the runs that it left interrupted.
record TakingBack(Attempt.Around around) {
    private static final Logger LOG = Logger.getLogger(TakingBack.class);

    void all() {
        for (var one : around.runtimes().unattended()) {
            around.history()
                    .run(one.run())
                    .filter(run -> run.state() instanceof RunState.Interrupted)
                    .ifPresent(run -> take(run, one));
        }
    }

    private void take(Run run, Unattended one) {
        var samples = around.history().samples(run.id());
        if (samples.stream().anyMatch(sample -> sample.number() == one.number())) {
            return;
        }
        order(run, one)
                .ifPresent(order -> around.runtimes()
                        .sandboxes(order.benchmark().runtime())
                        .ifPresent(sandboxes -> {
                            LOG.infof("Sample %s went on without us: taking it.", order.place());
                            var sample = sample(sandboxes, order, one);
                            var taken = event(run, sample, samples.size() + 1);
                            around.notices()
                                    .tell(around.patience()
                                            .store(
                                                    run.id(),
                                                    taken,
                                                    () -> around.history().add(run.id(), taken)));
                        }));
    }

    private Optional<SampleOrder> order(Run run, Unattended one) {
        return run.benchmarks().stream()
                .map(Run.Cell::benchmark)
                .filter(benchmark -> same(benchmark, one))
                .findFirst()
                .flatMap(benchmark -> around.catalogue()
                        .named(one.workload().value())
                        .filter(workload -> workload.digest().equals(benchmark.workloadDigest()))
                        .map(workload -> new SampleOrder(
                                run.id(),
                                one.number(),
                                one.round(),
                                one.warmup(),
                                benchmark,
                                workload,
                                run.plan().cache())));
    }

    private static boolean same(Benchmark benchmark, Unattended one) {
        return benchmark.runtime().slug().equals(one.runtime())
                && benchmark.scenario().label().equals(one.scenario())
                && benchmark.workload().equals(one.workload());
    }

    /// Making and starting it was the former process's: what these took here is not what they took.
    private Sample sample(Sandboxes sandboxes, SampleOrder order, Unattended one) {
        var taken = new SampleTaker(sandboxes.open(order), around.clock(), around.ticker()).take(order);
        var phases = new EnumMap<Phase, Double>(Phase.class);
        phases.putAll(taken.phases());
        phases.remove(Phase.CREATE);
        phases.remove(Phase.START);
        return new Sample(
                taken.number(),
                taken.benchmark(),
                taken.round(),
                taken.warmup(),
                one.startedAt(),
                phases,
                taken.timing(),
                taken.environment(),
                taken.failure());
    }

    private RunEvent.SampleTaken event(Run run, Sample sample, int count) {
        var planned = around.history()
                .newestSample(run.id())
                .map(stored -> stored.event())
                .filter(RunEvent.SampleTaken.class::isInstance)
                .map(RunEvent.SampleTaken.class::cast)
                .map(RunEvent.SampleTaken::planned)
                .orElse(count);
        return new RunEvent.SampleTaken(sample, count, Math.max(count, planned), null);
    }
}
