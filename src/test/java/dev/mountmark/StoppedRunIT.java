package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that is stopped while its command goes on: by its user, by an administrator, by a power cut.
@Tag("program")
class StoppedRunIT {
    @TempDir
    Path folder;

    private final Sleep sleep = Sleep.unique();
    private @Nullable RealEngine engine;

    @AfterEach
    void removeImages() throws IOException {
        if (engine != null) {
            engine.leave(folder);
        }
    }

    private Program.Setup setup(String scenario) throws IOException {
        var setup = Program.in(folder).with(OwnWorkloads.in(folder).brisk().slow(sleep));
        setup.setting("mountmark.minimum-free-space", 0);
        if (scenario.equals("native")) {
            return setup;
        }
        engine = RealEngine.given();
        return setup.on(engine);
    }

    /// With this seed the first round takes the workloads in their order.
    private static String briskThenSlow(String scenario) {
        return """
                {"workloads": ["brisk", "slow"], "scenarios": ["%s"],
                 "plan": {"warmupRounds": 0, "maximumSamples": 1, "seed": 1}}
                """.formatted(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "bind-mount-volume"})
    void whatAKilledProcessWasDoingIsInterruptedAndRemovedAtTheNextStart(String scenario) throws IOException {
        var setup = setup(scenario);
        String interrupted;
        String queued;
        try (var program = setup.start()) {
            interrupted = program.submit(briskThenSlow(scenario));
            queued = program.submit("""
                    {"workloads": ["brisk"], "scenarios": ["%s"], "plan": {"warmupRounds": 0, "maximumSamples": 1}}
                    """.formatted(scenario));
            sleep.awaitBegin();
            program.kill();
        }

        try (var program = setup.start()) {
            var first = program.run(interrupted);
            var second = program.ended(queued, Duration.ofMinutes(1));

            assertThat(first.get("state").asText()).isEqualTo("interrupted");
            assertThat(first.at("/results/0/samples/0/outcome").asText()).isEqualTo("succeeded");
            assertThat(first.at("/results/1/samples")).isEmpty();
            assertThat(second.get("state").asText()).isEqualTo("succeeded");
            sleep.awaitEnd();
            assertNothingIsLeft(program);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "bind-mount-volume"})
    void anOrderlyEndRemovesEverythingWithinSecondsAndEndsTheStreams(String scenario) throws Exception {
        var setup = setup(scenario);
        try (var program = setup.start()) {
            var stream = program.follow(briskThenSlow(scenario));
            sleep.awaitBegin();
            var begin = Instant.now();

            program.terminate();
            program.exitCode();
            var took = Duration.between(begin, Instant.now());

            assertThat(took).isLessThan(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(5)).until(stream::isDone);
            assertThat(sleep.processes()).isEmpty();
            assertNothingIsLeft(program);
            assertThat(program.output()).doesNotContain("\tat ").doesNotContain("Exception");
        }
        try (var program = setup.start()) {
            var run = program.get("/api/v1/runs").at("/runs/0");

            assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("interrupted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "bind-mount-volume"})
    void aCancelledRunIsOverWithinSeconds(String scenario) throws IOException {
        try (var program = setup(scenario).start()) {
            var id = program.submit(briskThenSlow(scenario));
            sleep.awaitBegin();

            var answer = program.post("/api/v1/runs/" + id + "/cancel", "");
            var run = program.ended(id, Duration.ofSeconds(10));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(run.get("state").asText()).isEqualTo("cancelled");
            assertThat(run.at("/results/0/samples/0/outcome").asText()).isEqualTo("succeeded");
            assertThat(run.at("/results/1/samples/0/outcome").asText()).isEqualTo("cancelled");
            assertThat(sleep.processes()).isEmpty();
            assertNothingIsLeft(program);
        }
    }

    private void assertNothingIsLeft(Program program) {
        assertThat(program.work()).isEmpty();
        if (engine != null) {
            assertThat(engine.left(program.instance())).isEmpty();
        }
    }
}
