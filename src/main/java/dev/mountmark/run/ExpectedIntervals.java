package dev.mountmark.run;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.history.Series;
import dev.mountmark.workload.Catalogue;
import dev.mountmark.workload.WorkloadSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How long it takes from one result of a series to the next: as it is set, else as a schedule of
/// this instance measures it.
@ApplicationScoped
class ExpectedIntervals {
    private final DriftSettings drift;
    private final WorkloadSettings workloads;
    private final ScheduleSettings schedules;
    private final Catalogue catalogue;
    private final Instance instance;
    private final Clock clock;
    /// Read when first asked for: a start does not wait for the calendar.
    private volatile List<Covered> covered = List.of();

    private record Covered(Schedule schedule, Duration gap) {}

    ExpectedIntervals(
            DriftSettings drift,
            WorkloadSettings workloads,
            ScheduleSettings schedules,
            Catalogue catalogue,
            Instance instance,
            Clock clock) {
        this.drift = drift;
        this.workloads = workloads;
        this.schedules = schedules;
        this.catalogue = catalogue;
        this.instance = instance;
        this.clock = clock;
    }

    /// Empty where nobody expects one: then it is never stale.
    Optional<Duration> of(Series series) {
        return Optional.ofNullable(workloads.workloads().get(series.workload().value()))
                .flatMap(WorkloadSettings.Choice::expectedInterval)
                .or(drift::expectedInterval)
                .or(() -> scheduled(series));
    }

    private Optional<Duration> scheduled(Series series) {
        // The others' schedules are not known here, and a workload that was changed begins another series.
        if (!series.host().equals(instance.host()) || !current(series)) {
            return Optional.empty();
        }
        return covered().stream()
                .filter(one -> Selection.covers(one.schedule().request(), series))
                .map(Covered::gap)
                .min(Comparator.naturalOrder());
    }

    private boolean current(Series series) {
        return catalogue
                .named(series.workload().value())
                .filter(workload -> workload.digest().equals(series.workloadDigest()))
                .isPresent();
    }

    private List<Covered> covered() {
        if (covered.isEmpty() && !schedules.schedules().isEmpty()) {
            var now = clock.instant();
            covered = Schedule.read(schedules, catalogue).stream()
                    .flatMap(schedule -> schedule.longestGap(now).map(gap -> new Covered(schedule, gap)).stream())
                    .toList();
        }
        return covered;
    }
}
