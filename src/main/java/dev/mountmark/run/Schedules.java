package dev.mountmark.run;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.history.HistoryException;
import dev.mountmark.history.Submission;
import dev.mountmark.run.ScheduledTurn.Outcome;
import dev.mountmark.workload.Catalogue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Asks for runs by the clock. A schedule never has two runs that wait or go on: what would be
/// the second is skipped.
@ApplicationScoped
class Schedules {
    /// Who has slept this long (a laptop's lid) is not measured when it wakes up, at an hour that
    /// nobody chose.
    static final Duration LATEST = Duration.ofHours(1);

    /// No longer, as a clock that is set, or a machine that wakes up, is noticed only by looking.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(Schedules.class);

    private final ScheduleSettings settings;
    private final Catalogue catalogue;
    private final Runs runs;
    private final Clock clock;
    private final Event<ScheduledTurn> observers;
    private final Map<Schedule, Instant> due = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("schedules").unstarted(this::work);

    Schedules(ScheduleSettings settings, Catalogue catalogue, Runs runs, Clock clock, Event<ScheduledTurn> observers) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.runs = runs;
        this.clock = clock;
        this.observers = observers;
    }

    void start(@Observes StartupEvent event) {
        begin(Schedule.read(settings, catalogue), clock.instant());
    }

    /// Only where there is a service: a command that measures by itself begins nothing besides.
    void listen(@ObservesAsync HttpServerStart event) {
        if (next().isPresent()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /// Takes these from now on.
    synchronized void begin(List<Schedule> schedules, Instant now) {
        due.clear();
        schedules.forEach(schedule -> plan(schedule, now));
    }

    /// When the first of all is due; empty when none ever is.
    synchronized Optional<Instant> next() {
        return due.values().stream().min(Instant::compareTo);
    }

    /// Does what is due.
    synchronized void turn(Instant now) {
        for (var schedule : List.copyOf(due.keySet())) {
            var at = due.get(schedule);
            if (at != null && !at.isAfter(now)) {
                due.remove(schedule);
                plan(schedule, now);
                var outcome = trying(schedule, at, now);
                observers.fire(new ScheduledTurn(schedule.name().value(), outcome));
            }
        }
    }

    private void plan(Schedule schedule, Instant after) {
        schedule.next(after).ifPresent(at -> due.put(schedule, at));
    }

    /// What goes wrong once (a full disk, say) must keep neither the others nor the next night from
    /// being measured.
    private Outcome trying(Schedule schedule, Instant at, Instant now) {
        try {
            return attempt(schedule, at, now);
        } catch (HistoryException e) {
            LOG.errorf("Schedule %s: failed: %s", schedule.name(), e.getMessage());
            return Outcome.FAILED;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Schedule %s: failed", schedule.name());
            return Outcome.FAILED;
        }
    }

    private Outcome attempt(Schedule schedule, Instant at, Instant now) {
        if (Duration.between(at, now).compareTo(LATEST) > 0) {
            return skipped(schedule, "it was due at " + at + ", and this machine slept or its clock was set");
        }
        var before = runs.unfinished().stream()
                .filter(run -> schedule.name().value().equals(run.labels().get(Schedule.LABEL)))
                .findFirst();
        if (before.isPresent()) {
            return skipped(schedule, "its run " + before.get().id() + " has not ended");
        }
        try {
            return switch (runs.submit(schedule.request(), Optional.empty())) {
                case Submission.Accepted accepted -> {
                    LOG.infof(
                            "Schedule %s: run %s",
                            schedule.name(), accepted.event().run());
                    yield Outcome.QUEUED;
                }
                case Submission.QueueFull(var queued) -> skipped(schedule, queued + " runs wait already");
                case Submission.Repeated _, Submission.KeyTaken _ ->
                    throw new IllegalStateException("a request without a key was taken for another");
            };
        } catch (InvalidRequestException e) {
            LOG.warnf("Schedule %s: refused: %s: %s", schedule.name(), e.field(), e.problem());
            return Outcome.REFUSED;
        }
    }

    private static Outcome skipped(Schedule schedule, String reason) {
        LOG.warnf("Schedule %s: skipped: %s", schedule.name(), reason);
        return Outcome.SKIPPED;
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var next = next();
                if (next.isEmpty()) {
                    return;
                }
                var left = Duration.between(clock.instant(), next.get());
                if (left.isPositive()) {
                    Thread.sleep(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
                }
                turn(clock.instant());
            }
        } catch (InterruptedException e) {
            LOG.debug("asked to end while waiting for the next schedule");
        }
    }
}
