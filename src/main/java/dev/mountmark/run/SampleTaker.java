package dev.mountmark.run;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes one sample, from the fresh place to the last trace removed. Used once.
final class SampleTaker {
    private static final Logger LOG = Logger.getLogger(SampleTaker.class);

    /// How far the wall clock may stray from the kernel's monotonic one: two steps of 10 ms at each end, and 1 %.
    private static final double CLOCK_SLACK_SECONDS = 0.04;

    private static final double CLOCK_SLACK_RATIO = 0.01;

    private static final long LONGEST_PAUSE_MILLISECONDS = 5_000;

    private final Sandbox sandbox;
    private final Clock clock;
    private final Ticker ticker;
    private final Map<Phase, Double> phases = new EnumMap<>(Phase.class);
    private Map<String, String> environment = Map.of();
    private @Nullable Timing timing;
    private @Nullable Failure failure;

    SampleTaker(Sandbox sandbox, Clock clock, Ticker ticker) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.ticker = ticker;
    }

    /// Never throws: what goes wrong is the sample's failure. An interrupt ends the sample early, but never keeps it
    /// from
    /// removing what it made.
    Sample take(SampleOrder order) {
        var startedAt = clock.instant();
        try {
            measure(order);
        } catch (MeasuringException e) {
            LOG.debugf(e, "sample %s", order.place());
            failure = e.failure();
        } catch (InterruptedException e) {
            failure = new Failure(Category.CANCELLED, null, "The run was stopped while this sample was taken.");
        } catch (RuntimeException e) {
            LOG.errorf(e, "sample %s", order.place());
            failure = new Failure(Category.INTERNAL, null, "Unexpected: " + e);
        }
        remove(order.workload());
        return new Sample(
                order.number(),
                order.benchmark(),
                order.round(),
                order.warmup(),
                startedAt,
                phases,
                timing,
                environment,
                failure);
    }

    private void measure(SampleOrder order) throws MeasuringException, InterruptedException {
        var workload = order.workload();
        timed(Phase.CREATE, sandbox::create);
        timed(Phase.START, sandbox::start);
        sandbox.prove();
        environment = sandbox.environment();
        if (workload.prepare() != null) {
            check(Phase.PREPARE, sandbox.prepare());
        }
        switch (order.cache()) {
            case WARM -> {
                // As the preparation left it.
            }
            case COLD -> sandbox.dropCaches();
        }
        timing = sandbox.command();
        check(Phase.COMMAND, timing);
        sandbox.settle().ifPresent(duration -> phases.put(Phase.SETTLE, duration.toNanos() / 1e9));
        timed(Phase.VERIFY, () -> compare(workload.verify().tree(), sandbox.verify()));
    }

    private void check(Phase phase, Timing measured) throws MeasuringException {
        phases.put(phase, measured.insideSeconds());
        if (measured.exitCode() != 0) {
            throw new MeasuringException(new Failure(
                    Category.COMMAND,
                    phase,
                    "%s ended with exit code %d.".formatted(phase.word(), measured.exitCode()),
                    measured.exitCode(),
                    measured.lastLines()));
        }
        if (measured.insideSeconds() > measured.outsideSeconds() + measured.resolutionSeconds()) {
            throw new MeasuringException(new Failure(
                    Category.CLOCK,
                    phase,
                    String.format(
                            Locale.ROOT,
                            "The clock inside told %.6f s, longer than the %.6f s seen from outside.",
                            measured.insideSeconds(),
                            measured.outsideSeconds())));
        }
        if (measured.insideSeconds() <= 0) {
            // No command takes no time; and no ratio can be taken to it.
            throw new MeasuringException(new Failure(
                    Category.CLOCK,
                    phase,
                    "The clock inside did not move while the command ran: its resolution is "
                            + measured.resolutionSeconds() + " s."));
        }
        var uptime = measured.uptimeSeconds();
        if (uptime != null
                && Math.abs(measured.insideSeconds() - uptime) > CLOCK_SLACK_SECONDS + CLOCK_SLACK_RATIO * uptime) {
            throw new MeasuringException(new Failure(
                    Category.CLOCK,
                    phase,
                    String.format(
                            Locale.ROOT,
                            "The clock was set during the measurement: it told %.3f s, the kernel's own %.2f s.",
                            measured.insideSeconds(),
                            uptime)));
        }
    }

    private static void compare(TreeSummary expected, TreeSummary found) throws MeasuringException {
        if (!expected.equals(found)) {
            throw new MeasuringException(new Failure(
                    Category.WRONG_TREE,
                    Phase.VERIFY,
                    "The tree is not what the workload says: expected %d entries (%s), found %d (%s)."
                            .formatted(expected.entries(), expected.digest(), found.entries(), found.digest())));
        }
    }

    /// Synchronised shares refuse deletes for a while, so it is tried again, ever more slowly, until the deadline.
    private void remove(Workload workload) {
        var begun = ticker.nanos();
        var deadline = workload.deadlines().delete().toNanos();
        var pause = 50L;
        var left = attempt();
        while (!left.isEmpty() && ticker.nanos() - begun < deadline) {
            left = attemptAfter(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
        }
        var seconds = (ticker.nanos() - begun) / 1e9;
        var release = sandbox.released().map(duration -> duration.toNanos() / 1e9);
        phases.put(Phase.DELETE, Math.max(0, seconds - release.orElse(0.0)));
        release.ifPresent(part -> phases.put(Phase.RELEASE, part));
        if (!left.isEmpty()) {
            failure = leak(left, workload);
        }
    }

    private List<String> attemptAfter(long pause) {
        try {
            ticker.pause(pause);
        } catch (InterruptedException e) {
            LOG.debug("asked to stop while removing: going on at once");
        }
        return attempt();
    }

    private List<String> attempt() {
        // An interrupt that came before must not keep us from removing what was made.
        Thread.interrupted();
        try {
            return sandbox.delete();
        } catch (InterruptedException e) {
            return List.of("unknown: the removal was interrupted");
        } catch (RuntimeException e) {
            LOG.warn("removal", e);
            return List.of("unknown: " + e.getMessage());
        }
    }

    private Failure leak(List<String> left, Workload workload) {
        var message = "Could not be removed within " + workload.deadlines().delete() + ".";
        if (failure == null) {
            return new Failure(Category.LEAK, Phase.DELETE, message, null, left);
        }
        var lines = new ArrayList<>(failure.lastLines());
        left.forEach(thing -> lines.add("left behind: " + thing));
        return new Failure(
                failure.category(), failure.phase(), failure.message() + " " + message, failure.exitCode(), lines);
    }

    private void timed(Phase phase, Step step) throws MeasuringException, InterruptedException {
        var begun = ticker.nanos();
        try {
            step.run();
        } finally {
            phases.put(phase, (ticker.nanos() - begun) / 1e9);
        }
    }

    private interface Step {
        void run() throws MeasuringException, InterruptedException;
    }
}
