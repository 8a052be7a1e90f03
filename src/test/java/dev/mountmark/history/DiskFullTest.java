package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mountmark.benchmark.RunState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// On a small disk of its own, which only root can make.
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
    private static final int DISK = 6 * 1024 * 1024;
    private static final int BALLAST = 1024 * 1024;

    @TempDir
    Path path;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", path.toString()) == 0, "no mounts here");
        Files.write(path.resolve("ballast"), new byte[BALLAST]);
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", path.toString());
    }

    @Test
    void nothingAcknowledgedIsLostAndItGoesOnWhenThereIsRoom() throws IOException {
        try (var opened = new OpenedHistory(path)) {
            var history = opened.history;
            history.submit(Examples.run(1), Optional.empty(), 9);
            var stored = fill(history, 0);
            assertThat(stored).isGreaterThan(50);
            assertThat(history.samples(Examples.id(1))).hasSize(stored);
            assertThat(history.events(Examples.id(1), 0)).hasSize(stored + 1);

            Files.delete(path.resolve("ballast"));
            history.add(Examples.id(1), Examples.taken(Examples.sample(stored + 1)));
            var more = fill(history, stored + 1);
            assertThat(history.samples(Examples.id(1))).hasSize(more);
            assertThat(history.events(Examples.id(1), 0).getLast().number()).isEqualTo(more + 1L);
            assertThat(opened.pragma("integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    void nothingIsImportedThatWouldFillIt() throws IOException {
        try (var opened = new OpenedHistory(path)) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            opened.history.change(Examples.id(1), new RunState.Running(Examples.AT));
            opened.history.change(Examples.id(1), new RunState.Succeeded(Examples.AT, Examples.AT));
            var text = new ByteArrayOutputStream();
            new HistoryExport(opened.database).write(text);

            assertThatThrownBy(() ->
                            new HistoryImport(opened.database).read(new ByteArrayInputStream(text.toByteArray()), 0))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining(" of room on the disk of ");
            assertThat(opened.history.submit(Examples.run(2), Optional.empty(), 9))
                    .isInstanceOf(Submission.Accepted.class);
        }
    }

    @Test
    void aStartOnAFullDiskSaysSo() throws IOException {
        Files.delete(path.resolve("ballast"));
        fillUp();
        assertThatThrownBy(() -> new OpenedHistory(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("mountmark.data-directory: ")
                .hasMessageContaining("No space left on device");
        Files.delete(path.resolve("fill"));
        new OpenedHistory(path).close();
    }

    @Test
    void aMigrationOnAFullDiskSaysSoAndIsDoneAtTheNextStart() throws IOException {
        DataFolder.open(path, Optional.of("laptop"), () -> Examples.AT, new java.util.Random(1))
                .close();
        Files.delete(path.resolve("ballast"));
        fillUp();
        assertThatThrownBy(() -> new OpenedHistory(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("is full; make room there");
        Files.delete(path.resolve("fill"));
        try (var opened = new OpenedHistory(path)) {
            assertThat(opened.history.submit(Examples.run(1), Optional.empty(), 9))
                    .isInstanceOf(Submission.Accepted.class);
        }
    }

    /// Stores samples until there is no room; the number of the last one.
    private static int fill(History history, int from) {
        for (var number = from + 1; number < 100_000; number++) {
            var sample = Examples.taken(Examples.sample(number));
            var problem = catchThrowableOfType(HistoryException.class, () -> history.add(Examples.id(1), sample));
            if (problem != null) {
                assertThat(problem).hasMessageStartingWith("mountmark.data-directory: the disk of ");
                assertThat(problem.diskFull()).isTrue();
                return number - 1;
            }
        }
        throw new AssertionError("the disk did not become full");
    }

    private void fillUp() throws IOException {
        try (var file = Files.newOutputStream(path.resolve("fill"))) {
            var page = new byte[4096];
            for (var pages = 0; pages <= DISK / page.length; pages++) {
                file.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
