package dev.mountmark.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.History;
import dev.mountmark.history.HistoryException;
import dev.mountmark.history.Submission;
import dev.mountmark.metrics.Scraped;
import dev.mountmark.workload.Catalogue;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database goes away while something is measured, and comes back.
@QuarkusTest
@TestProfile(HistoryAwayTest.Impatient.class)
class HistoryAwayTest {
    private static final Instant DUE = Instant.parse("2026-11-30T03:30:00Z");

    @Inject
    Runs runs;

    @Inject
    RunWorker worker;

    @Inject
    Patience patience;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    History history;

    @Inject
    Schedules schedules;

    @Inject
    ScheduleSettings scheduled;

    @Inject
    Catalogue catalogue;

    @Inject
    PrometheusMeterRegistry registry;

    @ConfigProperty(name = "mountmark.data-directory")
    String folder;

    private @Nullable Connection other;

    @BeforeEach
    void forget() {
        sandboxes.reset();
    }

    @AfterEach
    void letGo() throws SQLException {
        back();
        sandboxes.reset();
        await().until(() -> !worker.busy());
    }

    /// Another process holds the file.
    void goAway() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/mountmark.db");
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
        other = connection;
    }

    void back() throws SQLException {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    RunId held(int samples) throws InterruptedException {
        sandboxes.hold();
        var request = new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of("native"),
                new RunRequest.PlanRequest(null, null, samples, samples, 0, null, null, null, 11L),
                Map.of());
        var submission = runs.submit(request, Optional.empty());
        sandboxes.awaitHeld();
        return ((Submission.Accepted) submission).event().run();
    }

    Run ended(RunId id) {
        return await().until(
                        () -> runs.find(id).orElseThrow(), run -> run.state().ended());
    }

    @Test
    void aSampleThatCannotBeStoredIsStoredWhenTheHistoryIsBackAndTheRunGoesOn() throws Exception {
        var id = held(3);
        goAway();

        sandboxes.release();
        await().until(() -> patience.away().isPresent());
        assertThat(sandboxes.opened()).hasSize(1);
        back();

        var run = ended(id);
        assertThat(run.state()).isInstanceOf(RunState.Succeeded.class);
        assertThat(history.samples(id)).extracting(Sample::number).containsExactly(1, 2, 3);
        await().until(() -> patience.away().isEmpty());
    }

    @Test
    void theEndOfARunIsStoredWhenTheHistoryIsBackAndNoOtherIsTakenBefore() throws Exception {
        var id = held(1);
        var next = held(sandboxes, id);
        goAway();

        sandboxes.release();
        await().until(() -> patience.away().isPresent());
        assertThat(worker.busy()).isTrue();
        assertThat(sandboxes.opened()).hasSize(1);
        back();

        assertThat(ended(id).state()).isInstanceOf(RunState.Succeeded.class);
        assertThat(ended(next).state()).isInstanceOf(RunState.Succeeded.class);
    }

    private RunId held(FakeSandboxes of, RunId first) {
        assertThat(of.opened()).extracting(order -> order.run()).containsExactly(first);
        var submission = runs.submit(Requests.once("native"), Optional.empty());
        return ((Submission.Accepted) submission).event().run();
    }

    @Test
    void aRunIsStoppedAtOnceAndCancelledWhenTheHistoryIsBack() throws Exception {
        var id = held(5);
        goAway();

        assertThatThrownBy(() -> runs.cancel(id))
                .isInstanceOf(HistoryException.class)
                .hasMessageEndingWith("The run is being stopped all the same, and cancelled after that.");
        await().until(() -> patience.away().isPresent());
        back();

        assertThat(ended(id).state()).isInstanceOf(RunState.Cancelled.class);
        assertThat(history.samples(id)).extracting(Sample::outcome).containsExactly(Sample.Outcome.CANCELLED);
    }

    @Test
    void whoAsksWhetherItIsReadyHearsWhyTheQueueWaits() throws Exception {
        var id = held(1);
        goAway();
        sandboxes.release();
        await().until(() -> patience.away().isPresent());

        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'history' }.status", equalTo("DOWN"))
                .body(
                        "checks.find { it.name == 'history' }.data.reason",
                        equalTo(patience.away().orElseThrow()));
        back();

        ended(id);
        await().until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void whatWasStoredAlthoughTheAnswerWasLostIsStoredOnce() throws Exception {
        var id = held(1);
        var round = new RunEvent.RoundStarted(7, 8, false);
        var tries = new AtomicInteger();

        var stored = patience.store(id, round, () -> {
            var event = history.tell(id, round);
            if (tries.incrementAndGet() == 1) {
                loseTheAnswer(id);
            }
            return event;
        });

        assertThat(tries).hasValue(1);
        assertThat(history.events(id, 0))
                .filteredOn(event -> event.event().equals(round))
                .containsExactly(stored);
        sandboxes.release();
        ended(id);
    }

    private void loseTheAnswer(RunId id) {
        try {
            goAway();
            history.tell(id, new RunEvent.RoundStarted(9, 9, false));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            try {
                back();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theEndOfTheServiceEndsTheWaiting() throws Exception {
        var id = held(1);
        sandboxes.release();
        ended(id);
        goAway();
        var ending = new Patience(history);
        var waiting = CompletableFuture.supplyAsync(
                () -> ending.until(() -> history.tell(id, new RunEvent.RoundStarted(7, 8, false))));
        await().until(() -> ending.away().isPresent());

        ending.end();

        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(HistoryException.class);
    }

    @Test
    void whatIsRefusedForGoodIsNotTriedAgain() throws Exception {
        var id = held(1);
        sandboxes.release();
        ended(id);
        var sample = history.samples(id).getFirst();
        var tries = new AtomicInteger();

        assertThatThrownBy(() -> patience.until(() -> {
                    tries.incrementAndGet();
                    return history.add(id, new RunEvent.SampleTaken(sample, 1, 1, null));
                }))
                .isInstanceOf(HistoryException.class);

        assertThat(tries).hasValue(1);
        assertThat(patience.away()).isEmpty();
    }

    @Test
    void aTurnOfAScheduleThatFailsIsCountedAndTheNextOneGoesOn() throws Exception {
        var failed = counted("failed");
        var queued = counted("queued");
        schedules.begin(Schedule.read(scheduled, catalogue), DUE.minusSeconds(60));
        goAway();

        schedules.turn(DUE);

        back();
        assertThat(counted("failed") - failed).isEqualTo(1);
        assertThat(schedules.next()).contains(DUE.plus(Duration.ofDays(1)));
        schedules.turn(DUE.plus(Duration.ofDays(1)));
        assertThat(counted("queued") - queued).isEqualTo(1);
        assertThat(counted("failed") - failed).isEqualTo(1);
        await().until(() -> runs.unfinished().isEmpty());
    }

    private double counted(String outcome) {
        return Scraped.values(registry.scrape())
                .getOrDefault(
                        "mountmark_scheduled_runs_total{schedule=\"nightly\",outcome=\"%s\"}".formatted(outcome),
                        Double.NaN);
    }

    public static class Impatient implements QuarkusTestProfile {
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
                    "quarkus.datasource.sqlite.jdbc.additional-jdbc-properties.busy_timeout", "20");
        }
    }
}
