package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a plan asks for, and what speaks against a result, on real machines.
@Tag("program")
class PlansIT {
    @TempDir
    Path folder;

    private @Nullable RealEngine engine;
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void clean() throws IOException {
        processes.forEach(Process::destroyForcibly);
        if (engine != null) {
            engine.leave(folder);
        }
    }

    private Program.Setup setup() throws IOException {
        return Program.in(folder).with(OwnWorkloads.in(folder).brisk()).setting("mountmark.minimum-free-space", 0);
    }

    private static JsonNode measured(Program program, String scenarios, String plan) {
        var run = program.ended(
                program.submit(
                        "{\"workloads\": [\"brisk\"], \"scenarios\": [%s], \"plan\": %s}".formatted(scenarios, plan)),
                Duration.ofMinutes(2));
        assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
        return run;
    }

    @Test
    void aRunEndsWhenItsMediansArePreciseEnough() throws IOException {
        try (var program = setup().start()) {
            var run = measured(
                    program,
                    "\"native\"",
                    "{\"precision\": 0.5, \"minimumSamples\": 6, \"maximumSamples\": 200, \"warmupRounds\": 0}");

            var statistics = run.at("/results/0/statistics");
            assertThat(statistics.get("count").asInt()).isBetween(7, 199);
            var interval = statistics.get("interval");
            assertThat(interval.get("confidence").asDouble()).isBetween(0.95, 1.0);
            assertThat(interval.get("upperSeconds").asDouble()
                            - interval.get("lowerSeconds").asDouble())
                    .isLessThanOrEqualTo(statistics.get("medianSeconds").asDouble());
        }
    }

    @Test
    void cachesAreDroppedWhereTheKernelIsOurs() throws IOException {
        Commands.needRoot();
        engine = RealEngine.given();
        try (var program = setup().on(engine).start()) {
            var run = measured(
                    program,
                    "\"native\", \"no-volumes\", \"bind-mount\"",
                    "{\"cache\": \"cold\", \"maximumSamples\": 1, \"warmupRounds\": 0}");

            assertThat(run.at("/plan/cache").asText()).isEqualTo("cold");
            assertThat(program.text("/api/v1/runs/" + run.get("id").asText() + "/report", "text/plain"))
                    .contains("cold caches");
            assertThat(program.metrics()).as("warm results only").doesNotContain("mountmark_result_median_seconds{");
        }
    }

    @Test
    void whoMayNotDropCachesIsTold() throws IOException {
        Commands.needRoot();
        Commands.run("chmod", "755", folder.toString());
        Commands.run("chown", "12345:12345", folder.toString());
        var other = setup().copied()
                .under(
                        "setpriv",
                        "--reuid=12345",
                        "--regid=12345",
                        "--clear-groups",
                        "--inh-caps=-all",
                        "env",
                        "HOME=" + folder);
        try (var program = other.start()) {
            var refused = program.post(
                    "/api/v1/runs",
                    "{\"workloads\": [\"brisk\"], \"scenarios\": [\"native\"], \"plan\": {\"cache\": \"cold\"}}");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("plan.cache", "only root of the host may", "take cache=warm");
        }
    }

    @Test
    void whatElseRunsOnTheHostIsTold() throws IOException {
        processes.add(new ProcessBuilder("yes")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        try (var program = setup().start()) {
            var run = measured(program, "\"native\"", "{\"name\": \"quick\", \"warmupRounds\": 0}");

            assertThat(run.at("/results/0/caveats"))
                    .extracting(caveat -> caveat.get("code").asText())
                    .contains("load-on-host");
        }
    }

    @Test
    void aSlowShareIsToldWithItsIntervalAndItsFileSystem() throws IOException {
        Commands.needRoot();
        Commands.needProgram("bindfs");
        engine = RealEngine.given();
        var disk = Files.createDirectory(folder.resolve("disk"));
        var slow = Files.createDirectory(folder.resolve("slow"));
        Commands.run("bindfs", disk.toString(), slow.toString());
        try {
            var workloads = OwnWorkloads.in(folder)
                    .add("touchy", "i=0; while [ $i -lt 2000 ]; do : > file; i=$((i + 1)); done; rm file");
            var setup = Program.in(folder)
                    .on(engine)
                    .with(workloads)
                    .setting("mountmark.minimum-free-space", 0)
                    .setting("mountmark.work-directory", slow);
            try (var program = setup.start()) {
                var run = program.ended(program.submit("""
                                {"workloads": ["touchy"], "scenarios": ["no-volumes", "bind-mount"],
                                 "plan": {"name": "quick", "warmupRounds": 0}}
                                """), Duration.ofMinutes(2));

                var mount = run.at("/results/1");
                assertThat(mount.get("scenario").asText())
                        .as(run.toPrettyString())
                        .isEqualTo("bind-mount");
                assertThat(mount.at("/comparison/reference").asText()).isEqualTo("no-volumes");
                assertThat(mount.at("/comparison/outcome").asText()).isEqualTo("slower");
                assertThat(mount.at("/comparison/lower").asDouble()).isGreaterThan(1);
                assertThat(mount.at("/comparison/adjustedPValue").asDouble()).isLessThan(0.05);
                assertThat(mount.at("/samples/0/environment/fileSystem").asText())
                        .startsWith("fuse");
                assertThat(run.at("/conclusions/0/advice").asText()).startsWith("Keep files that need not be shared");
            }
        } finally {
            Commands.run("umount", slow.toString());
        }
    }
}
