package dev.mountmark.run;

import dev.mountmark.drift.Judging;
import dev.mountmark.drift.State;
import dev.mountmark.history.HistoryException;
import dev.mountmark.history.Series;
import dev.mountmark.history.SeriesHistory;
import dev.mountmark.history.SeriesJudgement;
import dev.mountmark.workload.WorkloadSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Says how series stand. What changed in the history is judged when it has been written; what could not be then, is
/// judged later: the history remembers it.
@ApplicationScoped
class Judge {
    private static final Logger LOG = Logger.getLogger(Judge.class);

    /// So few that a run that is asked for meanwhile does not wait.
    private static final int STEP = 10;

    private final SeriesHistory series;
    private final Notices notices;
    /// What is stored of these makes no sense; the others are judged all the same.
    private final Set<Long> broken = ConcurrentHashMap.newKeySet();

    private final DriftSettings settings;
    private final WorkloadSettings workloads;
    private final ExpectedIntervals intervals;
    private final Clock clock;

    Judge(
            SeriesHistory series,
            Notices notices,
            DriftSettings settings,
            WorkloadSettings workloads,
            ExpectedIntervals intervals,
            Clock clock) {
        this.series = series;
        this.notices = notices;
        this.settings = settings;
        this.workloads = workloads;
        this.intervals = intervals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        DriftSettings.check(settings, workloads);
    }

    /// Judges what is to be judged, and tells it once. That the history is away keeps nothing from
    /// going on that is done already.
    void judge() {
        if (verdicts()) {
            notices.tell(new VerdictsReached());
        }
    }

    /// The same without a word.
    ///
    /// @return whether there is something to tell
    boolean verdicts() {
        var verdicts = false;
        try {
            for (var next = unjudged(); !next.isEmpty(); next = unjudged()) {
                verdicts |= judge(next);
            }
        } catch (HistoryException e) {
            LOG.errorf("Series could not be judged; they will be after the next run: %s", e.getMessage());
        }
        return verdicts;
    }

    /// Does a little of what was left undone: by an older version, or by a process that was killed.
    ///
    /// @return whether there may be more
    boolean catchUp() {
        for (var i = 0; i < STEP; i++) {
            if (!series.summariseNext()) {
                var next = unjudged();
                if (judge(next)) {
                    notices.tell(new VerdictsReached());
                }
                return !next.isEmpty();
            }
        }
        return true;
    }

    private List<Long> unjudged() {
        return series.unjudged(STEP).stream().filter(id -> !broken.contains(id)).toList();
    }

    /// @return whether there is something to tell
    private boolean judge(List<Long> some) {
        var verdicts = false;
        for (var id : some) {
            verdicts |= judge(id);
        }
        return verdicts;
    }

    private boolean judge(long id) {
        try {
            return !series.judge(id, one -> Judging.by(magnitude(one))).isEmpty();
        } catch (HistoryException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Series %d could not be judged; it will be tried again after the next start.", id);
            broken.add(id);
            return false;
        }
    }

    private double magnitude(Series one) {
        return choice(one)
                .map(WorkloadSettings.Choice::minimumMagnitude)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .orElse(settings.minimumMagnitude());
    }

    /// As time has it.
    State state(SeriesJudgement judgement) {
        return intervals
                .of(judgement.series())
                .map(expected -> judgement.state().at(clock.instant(), judgement.newestAt(), expected))
                .orElse(judgement.state());
    }

    private Optional<WorkloadSettings.Choice> choice(Series one) {
        return Optional.ofNullable(workloads.workloads().get(one.workload().value()));
    }
}
