package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of users that an engine's user namespace has made, where the service is not root.
@Tag("program")
class ForeignFilesIT {
    private static final String SOMEBODY = "12345";
    private static final String SHIFTED = "100000:100000";

    @TempDir
    Path folder;

    private Program.Setup somebody(RealEngine engine) throws IOException {
        return Program.in(folder)
                .on(engine)
                .with(OwnWorkloads.in(folder).brisk())
                .setting("mountmark.minimum-free-space", 0)
                .copied()
                .under(
                        "setpriv",
                        "--reuid=" + SOMEBODY,
                        "--regid=" + SOMEBODY,
                        "--groups=" + engine.group(),
                        "--inh-caps=-all",
                        "env",
                        "HOME=" + folder);
    }

    @Test
    void whatACrashLeftOfOtherUsersIsRemovedThroughTheEngine() throws IOException {
        Commands.needRoot();
        Commands.run("chmod", "755", folder.toString());
        Commands.run("chown", SOMEBODY + ":" + SOMEBODY, folder.toString());
        var engine = RealEngine.given();
        Assumptions.assumeTrue(
                Commands.run("stat", "-c", "%A", engine.endpoint().getPath()).startsWith("srw-rw"),
                "only root may use the engine");
        try {
            var setup = somebody(engine);
            Path lost;
            try (var program = setup.start()) {
                var run = program.ended(program.submit("""
                                {"workloads": ["brisk"], "scenarios": ["bind-mount"],
                                 "plan": {"warmupRounds": 0, "maximumSamples": 1}}
                                """), Duration.ofMinutes(2));
                assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
                lost = folder.resolve("data/work").resolve(program.instance());
            }
            var inside = Files.createDirectories(lost.resolve("20261123t004512-7qx3fa-1/work/node_modules"));
            Files.writeString(inside.resolve("file"), "left");
            Commands.run("chown", "-R", SHIFTED, inside.toString());
            Commands.run("chmod", "700", inside.toString());
            Commands.run("chown", SOMEBODY + ":" + SOMEBODY, lost.toString());

            try (var program = setup.start()) {
                await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(lost));
                // The container that removes is gone a moment after the files.
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() ->
                                assertThat(engine.left(program.instance())).isEmpty());

                assertThat(program.output()).doesNotContain("\tat ");
            }
        } finally {
            engine.leave(folder);
        }
    }
}
