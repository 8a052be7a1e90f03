package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.history.RunFilter;
import dev.mountmark.history.Series;
import dev.mountmark.history.StartRefusedException;
import dev.mountmark.metrics.Scraped;
import dev.mountmark.run.ScheduledTurn.Outcome;
import dev.mountmark.workload.Catalogue;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs by the clock; the clock is handed in.
@QuarkusTest
@TestProfile(SchedulesTest.Nightly.class)
class SchedulesTest {
    private static final Instant EVENING = Instant.parse("2026-11-29T20:00:00Z");
    private static final Instant DUE = Instant.parse("2026-11-30T03:30:00Z");

    @Inject
    Schedules schedules;

    @Inject
    ScheduleSettings settings;

    @Inject
    Catalogue catalogue;

    @Inject
    ExpectedIntervals intervals;

    @Inject
    Instance instance;

    @Inject
    Runs runs;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    PrometheusMeterRegistry registry;

    private final Map<Outcome, Double> before = new java.util.EnumMap<>(Outcome.class);

    private record Entry(
            String cron,
            Optional<String> zone,
            Optional<List<String>> workloads,
            Optional<List<String>> scenarios,
            Optional<String> plan,
            Map<String, String> labels)
            implements ScheduleSettings.Entry {
        static Entry at(String cron, @Nullable String zone) {
            return new Entry(
                    cron, Optional.ofNullable(zone), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }

        @Override
        public Optional<List<String>> runtimes() {
            return Optional.empty();
        }
    }

    @BeforeEach
    void beginInTheEvening() {
        sandboxes.reset();
        schedules.begin(Schedule.read(settings, catalogue), EVENING);
        for (var outcome : Outcome.values()) {
            before.put(outcome, counted(outcome));
        }
    }

    @AfterEach
    void letGo() {
        sandboxes.reset();
        await().until(() -> ofSchedule().stream().allMatch(run -> run.state().ended()));
        runs.runtimes();
    }

    private double counted(Outcome outcome) {
        return Scraped.values(registry.scrape())
                .getOrDefault(
                        "mountmark_scheduled_runs_total{schedule=\"nightly\",outcome=\"%s\"}".formatted(outcome.word()),
                        Double.NaN);
    }

    private double counts(Outcome outcome) {
        return counted(outcome) - before.getOrDefault(outcome, 0.0);
    }

    private List<Run> ofSchedule() {
        return runs.list(new RunFilter(Set.of(), Map.of("schedule", "nightly"), null, null, null, 200));
    }

    private Schedule read(Entry entry) {
        return Schedule.read(() -> Map.of("nightly", entry), catalogue).getFirst();
    }

    private void refuses(String name, Entry entry, String message) {
        assertThatThrownBy(() -> Schedule.read(() -> Map.of(name, entry), catalogue))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("mountmark.schedule." + message);
    }

    @Test
    void aScheduleThatIsDueQueuesItsRunOnceAndWithItsLabels() {
        var had = ofSchedule().size();

        schedules.turn(DUE.minusSeconds(1));
        assertThat(ofSchedule()).hasSize(had);
        schedules.turn(DUE.plusSeconds(1));
        schedules.turn(DUE.plusSeconds(2));

        assertThat(ofSchedule()).hasSize(had + 1);
        var run = ofSchedule().getFirst();
        assertThat(run.labels()).isEqualTo(Map.of("schedule", "nightly", "why", "drift"));
        assertThat(run.benchmarks())
                .extracting(cell -> cell.benchmark().scenario().label())
                .containsOnly("native");
        assertThat(run.plan().maximumSamples()).isEqualTo(6);
        assertThat(counts(Outcome.QUEUED)).isEqualTo(1);
        assertThat(schedules.next()).contains(DUE.plus(Duration.ofDays(1)));
    }

    @Test
    void whileItsLastRunGoesOnTheNextIsSkippedAndCounted() throws Exception {
        sandboxes.hold();
        schedules.turn(DUE);
        sandboxes.awaitHeld();
        var had = ofSchedule().size();

        schedules.turn(DUE.plus(Duration.ofDays(1)));

        assertThat(ofSchedule()).hasSize(had);
        assertThat(counts(Outcome.QUEUED)).isEqualTo(1);
        assertThat(counts(Outcome.SKIPPED)).isEqualTo(1);
        sandboxes.release();
        await().until(() -> ofSchedule().stream().allMatch(run -> run.state().ended()));
        schedules.turn(DUE.plus(Duration.ofDays(2)));
        assertThat(counts(Outcome.QUEUED)).isEqualTo(2);
    }

    @Test
    void aMachineThatSleptPastItsTimeIsNotMeasuredInTheMorning() {
        var had = ofSchedule().size();

        schedules.turn(DUE.plus(Schedules.LATEST).plusSeconds(1));

        assertThat(ofSchedule()).hasSize(had);
        assertThat(counts(Outcome.SKIPPED)).isEqualTo(1);
        assertThat(schedules.next()).contains(DUE.plus(Duration.ofDays(1)));
    }

    @Test
    void whatCannotBeMeasuredThenIsRefusedAndTheNextNightIsTriedAgain() {
        schedules.begin(
                List.of(read(new Entry(
                        "30 3 * * *",
                        Optional.of("UTC"),
                        Optional.of(List.of("stat-files")),
                        Optional.of(List.of("volume")),
                        Optional.empty(),
                        Map.of()))),
                EVENING);
        sandboxes.away("stopped");

        schedules.turn(DUE);

        assertThat(counts(Outcome.REFUSED)).isEqualTo(1);
        assertThat(schedules.next()).contains(DUE.plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "30 3 * * *, UTC, 2026-11-30T03:30:00Z",
        "30 3 * * *, Europe/Berlin, 2026-11-30T02:30:00Z",
        "*/20 * * * *, UTC, 2026-11-29T20:20:00Z",
        "0 22 * * 1-5, UTC, 2026-11-30T22:00:00Z"
    })
    void theNextTimeIsByTheClockOfItsZone(String cron, String zone, Instant expected) {
        assertThat(read(Entry.at(cron, zone)).next(EVENING)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30 3 * * *, PT24H",
        "30 3 * * 1-5, PT72H",
        "*/20 * * * *, PT20M",
        "*/20 9-17 * * 1-5, PT63H20M",
        "0 4 1 * *, PT744H",
        "* 9 * * 1-5, PT71H1M"
    })
    void theLongestTimeFromOneToTheNextSpansNightsAndWeekends(String cron, Duration expected) {
        assertThat(read(Entry.at(cron, "UTC")).longestGap(EVENING)).contains(expected);
    }

    @Test
    void aSeriesThatAScheduleCoversIsExpectedAsOftenAsThat() {
        var digest = catalogue.named("stat-files").orElseThrow().digest();

        assertThat(intervals.of(series("native", digest, instance.host()))).contains(Duration.ofDays(1));
        assertThat(intervals.of(series("bind-mount", digest, instance.host()))).isEmpty();
        assertThat(intervals.of(series("native", "ab".repeat(32), instance.host())))
                .isEmpty();
        assertThat(intervals.of(series("native", digest, "elsewhere"))).isEmpty();
    }

    private static Series series(String scenario, String digest, String host) {
        return new Series(
                1,
                host,
                new Slug("host"),
                Scenario.labelled(scenario).orElseThrow(),
                new Slug("stat-files"),
                digest,
                Cache.WARM);
    }

    @Test
    void aDayThatNeverComesIsNoMistakeAndNeverDue() {
        schedules.begin(List.of(read(Entry.at("0 0 30 2 *", "UTC"))), EVENING);

        assertThat(schedules.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly", "@midnight", "61 3 * * *", "30 3 * *", "0 30 3 * * *", ""})
    void aCronThatIsNoneIsRefusedWithItsSettingAndValue(String cron) {
        refuses(
                "nightly",
                Entry.at(cron, null),
                "nightly.cron: expected minute, hour, day of the month, month and day of the week, like 30 3 * * 1-5,"
                        + " got " + cron + " (");
    }

    @Test
    void whatElseCannotBeIsRefusedToo() {
        var good = Entry.at("30 3 * * *", "UTC");
        refuses("Nightly", good, "Nightly: expected lower-case letters, digits and single dashes as its name, got");
        refuses(
                "nightly",
                Entry.at("30 3 * * *", "Berlin"),
                "nightly.zone: expected a time zone like Europe/Berlin or UTC, got Berlin");
        refuses(
                "nightly",
                new Entry(good.cron, good.zone, Optional.of(List.of("npm")), good.scenarios, good.plan, Map.of()),
                "nightly.workloads: expected any of ");
        refuses(
                "nightly",
                new Entry(good.cron, good.zone, good.workloads, Optional.of(List.of("nfs")), good.plan, Map.of()),
                "nightly.scenarios: expected any of native, ");
        refuses(
                "nightly",
                new Entry(good.cron, good.zone, good.workloads, good.scenarios, Optional.of("slow"), Map.of()),
                "nightly.plan: expected any of quick, standard, thorough, got slow");
        refuses(
                "nightly",
                new Entry(good.cron, good.zone, good.workloads, good.scenarios, good.plan, Map.of("Why", "x")),
                "nightly.labels: expected keys of 1 to 63 characters");
    }

    public static class Nightly implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mountmark.data-directory", "target/test-data/" + UUID.randomUUID(),
                    "mountmark.minimum-free-space", "0",
                    "mountmark.schedule.nightly.cron", "30 3 * * *",
                    "mountmark.schedule.nightly.zone", "UTC",
                    "mountmark.schedule.nightly.workloads", "stat-files",
                    "mountmark.schedule.nightly.scenarios", "native",
                    "mountmark.schedule.nightly.plan", "quick",
                    "mountmark.schedule.nightly.labels.why", "drift");
        }
    }
}
