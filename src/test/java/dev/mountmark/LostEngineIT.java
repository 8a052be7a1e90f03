package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Engines that are not there, or are there no longer.
@Tag("program")
class LostEngineIT {
    @TempDir
    Path folder;

    @Test
    void withoutAnEngineTheReasonIsToldAndTheHostIsMeasured() throws IOException {
        var setup = Program.in(folder).with(OwnWorkloads.in(folder).brisk()).setting("mountmark.minimum-free-space", 0);
        try (var program = setup.start()) {
            var runtime = program.get("/api/v1/runtimes").at("/runtimes/1");
            var ready = program.get("/q/health/ready");
            var run = program.ended(
                    program.submit("{\"workloads\": [\"brisk\"], \"plan\": {\"maximumSamples\": 1}}"),
                    Duration.ofMinutes(1));
            var named = program.post("/api/v1/runs", "{\"workloads\": [\"brisk\"], \"runtimes\": [\"linux\"]}");

            assertThat(runtime.get("available").asBoolean()).isFalse();
            assertThat(runtime.get("reason").asText())
                    .contains("no engine answers at unix://" + folder.resolve("no-engine.sock"));
            assertThat(ready.get("status").asText()).isEqualTo("UP");
            assertThat(ready.get("checks").findValuesAsText("linux"))
                    .singleElement()
                    .asString()
                    .contains("no engine answers");
            assertThat(run.get("state").asText()).isEqualTo("succeeded");
            assertThat(run.get("results").findValuesAsText("scenario")).containsExactly("native");
            assertThat(named.statusCode()).isEqualTo(400);
            assertThat(named.body()).contains("no engine answers");
            assertThat(program.metrics())
                    .containsPattern("mountmark_runtime_up\\{runtime=\"linux\",?\\} 0\\.0")
                    .containsPattern("mountmark_runtime_up\\{runtime=\"host\",?\\} 1\\.0");
            assertThat(program.output()).doesNotContain("\tat ");
        }
    }

    /// An engine of this test's own, since it is killed.
    @Test
    void anEngineThatDiesFailsItsBenchmarksOnly(@TempDir(cleanup = CleanupMode.NEVER) Path place) throws IOException {
        Commands.needRoot();
        var script = Commands.need("mountmark-test.engine-up", "a program that starts an engine");
        var base = Commands.need("mountmark-test.base-image", "the name of a base image");
        Commands.run(script, "up", place.toString());
        try {
            var socket = place.resolve("docker.sock");
            Commands.run("bin/base-image", socket.toString(), base);
            assertRestGoesOn(place, URI.create("unix://" + socket));
        } finally {
            Commands.run(script, "down", place.toString());
            Commands.run("rm", "-rf", place.toString());
        }
    }

    /// The second engine is this test's own, since it is killed.
    @Test
    void ofTwoEnginesTheOtherIsMeasuredToTheEnd(@TempDir(cleanup = CleanupMode.NEVER) Path place) throws IOException {
        Commands.needRoot();
        var script = Commands.need("mountmark-test.engine-up", "a program that starts a second engine");
        var base = Commands.need("mountmark-test.base-image", "the name of a base image");
        var kept = RealEngine.given();
        Commands.run(script, "up", place.toString());
        try {
            var socket = place.resolve("docker.sock");
            Commands.run("bin/base-image", socket.toString(), base);
            assertOnlyOneIsLost(place, kept, URI.create("unix://" + socket));
        } finally {
            kept.leave(folder);
            Commands.run(script, "down", place.toString());
            Commands.run("rm", "-rf", place.toString());
        }
    }

    private void assertOnlyOneIsLost(Path place, RealEngine kept, URI doomed) throws IOException {
        var setup = Program.in(folder)
                .on(kept)
                .with(OwnWorkloads.in(folder).add("second", "sleep 1"))
                .setting("mountmark.minimum-free-space", 0)
                .setting("mountmark.runtimes.doomed.endpoint", doomed);
        try (var program = setup.start()) {
            var id = program.submit("""
                    {"workloads": ["second"], "scenarios": ["native", "no-volumes"],
                     "plan": {"warmupRounds": 0, "minimumSamples": 5, "maximumSamples": 5}}
                    """);
            await().atMost(Duration.ofMinutes(2)).until(() -> measuredOn(program.run(id), "doomed"));

            kill(place);
            var run = program.ended(id, Duration.ofMinutes(3));

            assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("failed");
            assertThat(run.get("reason").asText()).startsWith("1 of 3 benchmarks failed; ");
            for (var result : run.get("results")) {
                if (result.get("runtime").asText().equals("doomed")) {
                    assertThat(result.get("state").asText()).isEqualTo("failed");
                    assertThat(result.at("/failure/category").asText()).isEqualTo("engine");
                    assertThat(result.at("/failure/message").asText()).contains(doomed.toString());
                } else {
                    assertThat(result.get("state").asText()).isEqualTo("succeeded");
                    assertThat(result.at("/statistics/count").asInt()).isEqualTo(5);
                }
            }
            assertThat(kept.left(program.instance())).isEmpty();
            assertThat(program.output()).doesNotContain("\tat ");
        }
    }

    private static boolean measuredOn(JsonNode run, String runtime) {
        for (var result : run.get("results")) {
            if (result.get("runtime").asText().equals(runtime)
                    && !result.get("samples").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void kill(Path place) throws IOException {
        for (var process : new String[] {"dockerd", "containerd"}) {
            Commands.run(
                    "kill",
                    "-9",
                    Files.readString(place.resolve(process + ".pid")).strip());
        }
    }

    private void assertRestGoesOn(Path place, URI endpoint) throws IOException {
        var sleep = Sleep.unique();
        var workloads =
                OwnWorkloads.in(folder).add("long", "if [ -e /mountmark/tree ]; then " + sleep.command() + "; fi");
        var setup = Program.in(folder).with(workloads).setting("mountmark.minimum-free-space", 0);
        try (var program =
                setup.setting("mountmark.runtimes.linux.endpoint", endpoint).start()) {
            var id = program.submit("""
                    {"workloads": ["long"], "scenarios": ["native", "no-volumes", "bind-mount-volume"],
                     "plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 2}}
                    """);
            sleep.awaitBegin();

            kill(place);
            var run = program.ended(id, Duration.ofMinutes(2));

            assertThat(run.get("state").asText()).isEqualTo("failed");
            assertThat(run.get("reason").asText()).startsWith("2 of 3 benchmarks failed; ");
            assertThat(run.at("/results/0/state").asText()).isEqualTo("succeeded");
            assertThat(run.at("/results/0/statistics/count").asInt()).isEqualTo(2);
            for (var lost : new String[] {"/results/1", "/results/2"}) {
                assertThat(run.at(lost + "/state").asText()).isEqualTo("failed");
                assertThat(run.at(lost + "/failure/category").asText()).isEqualTo("engine");
                assertThat(run.at(lost + "/failure/message").asText())
                        .as(run.at(lost).toPrettyString())
                        .contains(endpoint.toString());
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(program.metrics())
                            .containsPattern("mountmark_runtime_up\\{runtime=\"linux\",?\\} 0\\.0"));
            assertThat(program.output()).doesNotContain("\tat ");
        }
    }
}
