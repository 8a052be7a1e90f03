package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of all four scenarios, from the request to the last trace removed.
@Tag("program")
class WholeRunIT {
    private static final int SOMEBODY = 12_345;
    private static final String TWO_ROUNDS = """
            {"workloads": ["brisk"], "plan": {"warmupRounds": 1, "maximumSamples": 1}}
            """;

    @TempDir
    Path folder;

    private RealEngine engine;
    private Program.Setup setup;

    @BeforeEach
    void prepare() throws IOException {
        engine = RealEngine.given();
        setup = Program.in(folder)
                .on(engine)
                .with(OwnWorkloads.in(folder).brisk())
                .setting("mountmark.minimum-free-space", 0);
    }

    @AfterEach
    void removeImages() throws IOException {
        if (engine != null) {
            engine.leave(folder);
        }
    }

    @Test
    void allFourScenariosAreMeasuredAndNothingIsLeftButTheImage() throws IOException {
        try (var program = setup.start()) {
            var id = program.submit(TWO_ROUNDS);

            var run = program.ended(id, Duration.ofMinutes(2));

            assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
            assertThat(run.get("results").findValuesAsText("scenario"))
                    .containsExactly("native", "no-volumes", "bind-mount-volume", "bind-mount");
            assertThat(run.get("results")).allSatisfy(result -> {
                assertThat(result.at("/statistics/count").asInt()).isEqualTo(1);
                assertThat(result.get("samples")).hasSize(2).allSatisfy(sample -> {
                    assertThat(sample.get("outcome").asText()).isEqualTo("succeeded");
                    assertThat(sample.get("phases").fieldNames())
                            .toIterable()
                            .contains("create", "start", "prepare", "command", "verify", "delete");
                    assertThat(sample.at("/clock/insideSeconds").asDouble())
                            .isPositive()
                            .isLessThan(sample.at("/clock/outsideSeconds").asDouble());
                    assertThat(sample.at("/environment/kernel").asText()).isNotEmpty();
                    assertThat(sample.at("/environment/fileSystem").asText()).isNotEmpty();
                    assertThat(sample.at("/environment/software.shell").asText())
                            .isEqualTo("1");
                });
            });
            assertThat(run.at("/results/3/samples/0/phases").has("settle")).isTrue();
            assertThat(program.text("/api/v1/runs/" + id + "/report", "text/plain"))
                    .containsPattern("(?m)^Host +Native .*1\\.00")
                    .containsPattern("(?m)^Linux +No volumes ")
                    .containsPattern("(?m)^Linux +Bind mount \\+ volume ")
                    .containsPattern("(?m)^Linux +Bind mount ");
            assertThat(program.metrics())
                    .containsPattern("mountmark_result_median_seconds\\{[^}]*scenario=\"native\"")
                    .containsPattern("mountmark_result_median_seconds\\{[^}]*scenario=\"no-volumes\"")
                    .containsPattern("mountmark_result_median_seconds\\{[^}]*scenario=\"bind-mount-volume\"")
                    .containsPattern("mountmark_result_median_seconds\\{[^}]*scenario=\"bind-mount\"")
                    .containsPattern("mountmark_samples_total\\{outcome=\"succeeded\",?\\} 8\\.0")
                    .containsPattern("mountmark_runtime_up\\{runtime=\"host\",?\\} 1\\.0")
                    .containsPattern("mountmark_runtime_up\\{runtime=\"linux\",?\\} 1\\.0")
                    .contains("mountmark_leaked_resources 0.0");
            assertNothingIsLeft(program);
        }
    }

    @Test
    void anOrdinaryUserMeasuresAsWell() throws IOException {
        Commands.needRoot();
        Assumptions.assumeTrue(
                Commands.run("stat", "-c", "%A", engine.endpoint().getPath()).startsWith("srw-rw"),
                "only root may use the engine");
        Commands.run("chmod", "755", folder.toString());
        Commands.run("chown", SOMEBODY + ":" + SOMEBODY, folder.toString());
        setup.copied()
                .under(
                        "setpriv",
                        "--reuid=" + SOMEBODY,
                        "--regid=" + SOMEBODY,
                        "--groups=" + engine.group(),
                        "--inh-caps=-all",
                        "env",
                        "HOME=" + folder);
        try (var program = setup.start()) {
            var run = program.ended(program.submit(TWO_ROUNDS), Duration.ofMinutes(2));

            assertThat(run.get("state").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
            assertThat(run.get("results")).hasSize(4);
            assertThat(program.output()).doesNotContain("\tat ");
            assertThat(Files.getAttribute(folder.resolve("data/mountmark.db"), "unix:uid"))
                    .isEqualTo(SOMEBODY);
            assertNothingIsLeft(program);
        }
    }

    private void assertNothingIsLeft(Program program) {
        assertThat(engine.left(program.instance())).isEmpty();
        assertThat(engine.images(program.instance())).singleElement().asString().startsWith("mountmark/brisk:");
        assertThat(program.work()).isEmpty();
    }
}
