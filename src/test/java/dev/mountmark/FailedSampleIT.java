package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Samples that go wrong are told with the reason, and take nothing else along.
@Tag("program")
class FailedSampleIT {
    @TempDir
    Path folder;

    private @Nullable RealEngine engine;

    @AfterEach
    void removeImages() throws IOException {
        if (engine != null) {
            engine.leave(folder);
        }
    }

    @Test
    void aFailedCommandAndAWrongTreeAreToldAndGivenUpWhileTheOthersGoOn() throws IOException {
        engine = RealEngine.given();
        var inContainer = "if [ -e /mountmark/tree ]; then %s; fi";
        var workloads = OwnWorkloads.in(folder)
                .brisk()
                .add("failing", inContainer.formatted("echo the disk is made of cheese; exit 7"))
                .add("untidy", inContainer.formatted("mkdir out/unexpected"));
        var setup = Program.in(folder).on(engine).with(workloads).setting("mountmark.minimum-free-space", 0);
        try (var program = setup.start()) {
            var run = program.ended(program.submit("""
                            {"workloads": ["brisk", "failing", "untidy"], "scenarios": ["native", "bind-mount"],
                             "plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 3}}
                            """), Duration.ofMinutes(2));

            assertThat(run.get("state").asText()).isEqualTo("failed");
            assertThat(run.get("reason").asText()).startsWith("2 of 6 benchmarks failed; ");
            var failing = result(run, "failing", "linux");
            assertThat(failing.get("state").asText()).isEqualTo("failed");
            assertThat(failing.get("samples")).hasSize(2).allSatisfy(sample -> {
                assertThat(sample.at("/failure/category").asText()).isEqualTo("command");
                assertThat(sample.at("/failure/phase").asText()).isEqualTo("command");
                assertThat(sample.at("/failure/exitCode").asInt()).isEqualTo(7);
                assertThat(sample.at("/failure/lastLines/0").asText()).isEqualTo("the disk is made of cheese");
            });
            var untidy = result(run, "untidy", "linux");
            assertThat(untidy.get("state").asText()).isEqualTo("failed");
            assertThat(untidy.get("samples")).hasSize(2).allSatisfy(sample -> {
                assertThat(sample.at("/failure/category").asText()).isEqualTo("wrong-tree");
                assertThat(sample.at("/failure/message").asText()).contains("expected 3 entries", "found 4 ");
            });
            for (var workload : workloads.names()) {
                var fine = result(run, workload, "host");
                assertThat(fine.get("state").asText()).isEqualTo("succeeded");
                assertThat(fine.at("/statistics/count").asInt()).isEqualTo(3);
            }
            assertThat(result(run, "brisk", "linux").get("state").asText()).isEqualTo("succeeded");
            assertThat(engine.left(program.instance())).isEmpty();
            assertThat(program.work()).isEmpty();
        }
    }

    @Test
    void whatCannotBeRemovedIsALeakThatTheNextStartRemoves() throws IOException {
        Commands.needRoot();
        var once = folder.resolve("once");
        var workloads = OwnWorkloads.in(folder)
                .add("sticky", "if mkdir '%s'; then echo > stuck; chattr +i stuck; fi".formatted(once));
        var setup = Program.in(folder).with(workloads).setting("mountmark.minimum-free-space", 0);
        var stuck = folder;
        try {
            try (var program = setup.start()) {
                var run = program.ended(program.submit("""
                                {"workloads": ["sticky"], "scenarios": ["native"],
                                 "plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 2}}
                                """), Duration.ofMinutes(1));

                stuck = program.work().stream()
                        .filter(path -> path.endsWith("stuck"))
                        .findFirst()
                        .orElseThrow();
                var samples = run.at("/results/0/samples");
                assertThat(samples.at("/0/outcome").asText()).isEqualTo("failed");
                assertThat(samples.at("/0/failure/category").asText()).isEqualTo("leak");
                assertThat(samples.at("/0/failure/lastLines").toString()).contains(stuck.toString());
                assertThat(samples.at("/1/outcome").asText()).isEqualTo("succeeded");
                assertThat(run.get("state").asText()).isEqualTo("succeeded");
                assertThat(program.metrics()).contains("mountmark_leaked_resources 1.0");
            }
            Commands.run("chattr", "-i", stuck.toString());
            try (var program = setup.start()) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(program.work()).isEmpty());
                assertThat(program.metrics()).contains("mountmark_leaked_resources 0.0");
            }
        } finally {
            if (Files.isRegularFile(stuck)) {
                Commands.run("chattr", "-i", stuck.toString());
            }
        }
    }

    @Test
    void aSmallDiskIsRefusedBeforeAndAFullOneIsNamedAfterwards() throws IOException {
        Commands.needRoot();
        engine = RealEngine.given();
        var small = Files.createDirectory(folder.resolve("small"));
        var workloads = OwnWorkloads.in(folder).add("big", "head -c 20000000 /dev/zero > big");
        var setup = Program.in(folder).on(engine).with(workloads).setting("mountmark.work-directory", small);
        Commands.run("mount", "-t", "tmpfs", "-o", "size=8m,mode=1777", "tmpfs", small.toString());
        try {
            assertSpace(setup, "expected at least 1024 MiB free (mountmark.minimum-free-space)");
            assertSpace(setup.setting("mountmark.minimum-free-space", 0), "make room, or set mountmark.work-directory");
            assertThat(small).isEmptyDirectory();
        } finally {
            Commands.run("umount", small.toString());
        }
    }

    private static void assertSpace(Program.Setup setup, String message) throws IOException {
        try (var program = setup.start()) {
            var run = program.ended(program.submit("""
                            {"workloads": ["big"], "scenarios": ["native", "bind-mount"],
                             "plan": {"warmupRounds": 0, "maximumSamples": 1}}
                            """), Duration.ofMinutes(1));

            assertThat(run.get("state").asText()).isEqualTo("failed");
            assertThat(run.get("results")).hasSize(2).allSatisfy(result -> {
                assertThat(result.at("/samples/0/failure/category").asText())
                        .as(result.toPrettyString())
                        .isEqualTo("space");
                assertThat(result.at("/samples/0/failure/message").asText()).contains(message);
            });
        }
    }

    private static JsonNode result(JsonNode run, String workload, String runtime) {
        for (var result : run.get("results")) {
            if (result.get("workload").asText().equals(workload)
                    && result.get("runtime").asText().equals(runtime)) {
                return result;
            }
        }
        throw new AssertionError(run.toPrettyString());
    }
}
