package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The image of a workload, built and written by the command.
@Tag("program")
@Timeout(180)
class WorkloadImageCommandIT {
    @TempDir
    Path folder;

    private final Sleep sleep = Sleep.unique();
    private RealEngine engine;
    private Program.Setup setup;

    @BeforeEach
    void prepare() throws IOException {
        engine = RealEngine.given();
        setup = Program.in(folder)
                .on(engine)
                .with(OwnWorkloads.in(folder).brisk().lengthy(sleep));
    }

    @AfterEach
    void removeImages() throws IOException {
        if (engine != null) {
            engine.leave(folder);
        }
    }

    private String instance() throws IOException {
        return Files.readString(folder.resolve("data/instance")).strip();
    }

    private Spoken image(String... words) throws IOException {
        var all = Stream.concat(Stream.of("workload", "image"), Stream.of(words));
        return Spoken.of(setup, folder, all.toArray(String[]::new));
    }

    @Test
    void itIsBuiltOnceAndWrittenUnderItsName() throws IOException {
        var file = Files.writeString(folder.resolve("brisk.tar"), "an older one");
        try (var first = image("brisk", "--export", "brisk.tar")) {
            assertThat(first.exitCode()).as(first.errors()).isZero();
            try (var second = image("brisk", "--runtime", "linux")) {
                assertThat(second.exitCode()).as(second.errors()).isZero();

                var lines = first.output().lines().toList();
                assertThat(lines).hasSize(3);
                assertThat(lines.getFirst()).matches("mountmark/brisk:[0-9a-f]{12}");
                assertThat(lines.get(1)).startsWith("sha256:");
                assertThat(lines.getLast())
                        .isEqualTo("mountmark.kubernetes.images.brisk=docker.io/" + lines.getFirst());
                assertThat(engine.images(instance())).containsExactly(lines.getFirst());
                assertThat(first.errors())
                        .isEqualTo("building the image of brisk on linux\nwriting " + lines.getFirst()
                                + " to brisk.tar\n");
                assertThat(Commands.run("tar", "-xOf", file.toString(), "manifest.json"))
                        .contains("\"" + lines.getFirst() + "\"");
                assertThat(second.output()).isEqualTo(first.output());
                assertThat(second.errors()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "knit | NAME: expected any of brisk, lengthy, npm-install, stat-files, got knit",
                "brisk -r host | --runtime: expected any of linux, got host"
            })
    void whatIsNotThereIsNamedWithWhatIs(String words, String message) throws IOException {
        try (var command = image(words.split(" "))) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.errors()).isEqualTo("mountmark: " + message + "\n");
        }
    }

    @Test
    void whoStopsItLeavesNothing() throws IOException {
        try (var command = image("lengthy", "--export", "lengthy.tar")) {
            sleep.awaitBegin();

            command.signal("TERM");

            assertThat(command.exitCode()).isEqualTo(143);
            assertThat(command.errors()).isEqualTo("building the image of lengthy on linux\n");
            assertThat(command.output()).isEmpty();
            assertThat(engine.left(instance())).isEmpty();
            assertThat(engine.images(instance())).isEmpty();
            assertThat(folder.resolve("lengthy.tar")).doesNotExist();
        }
    }
}
