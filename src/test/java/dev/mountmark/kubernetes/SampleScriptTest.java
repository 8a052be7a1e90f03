package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.workload.Wrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script of a pod, run here by this host's shell.
class SampleScriptTest {
    @TempDir
    private Path folder;

    private Path work;

    @BeforeEach
    void give() throws IOException {
        work = folder.resolve("work");
        // As a ConfigMap is mounted: every name is a link.
        Files.createDirectories(folder.resolve("data/tree/a folder"));
        Files.createDirectory(folder.resolve("given"));
        give("measure.sh", new String(Wrapper.script(), StandardCharsets.UTF_8));
        give("sample.sh", new String(JobPlan.script(), StandardCharsets.UTF_8));
        give("tree/a folder/seed", "seed");
        Files.createSymbolicLink(folder.resolve("given/tree"), folder.resolve("data/tree"));
        give("software", "echo shell 1");
        give("prepare", "mkdir out && touch out/prepared");
        give("command", "cp 'a folder/seed' out/\"$$\"x; mv out/*x out/seed");
        give("exclude", "prepared\n");
    }

    private void give(String name, String content) throws IOException {
        Files.writeString(folder.resolve("data").resolve(name), content);
        if (!name.contains("/") && Files.notExists(folder.resolve("given").resolve(name))) {
            Files.createSymbolicLink(
                    folder.resolve("given").resolve(name),
                    folder.resolve("data").resolve(name));
        }
    }

    private Telling run(String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "sh",
                folder.resolve("given/sample.sh").toString(),
                folder.resolve("given").toString(),
                work.toString(),
                "out",
                "nonce-1"));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var telling = new Telling();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> telling.hear(line, 1));
        process.waitFor();
        return telling;
    }

    @Test
    void tellsEveryStepInAnAnswerThatTheWrapperCanRead() throws Exception {
        var told = run();

        assertThat(Wrapper.nonce(told.answer("place").orElseThrow().text())).isEqualTo("nonce-1");
        assertThat(Wrapper.facts(told.answer("environment").orElseThrow().text()))
                .containsEntry("software.shell", "1");
        assertThat(Wrapper.timing(told.answer("prepare").orElseThrow().text(), 9)
                        .exitCode())
                .isZero();
        assertThat(Wrapper.timing(told.answer("command").orElseThrow().text(), 9)
                        .exitCode())
                .isZero();
        assertThat(Wrapper.tree(told.answer("verify").orElseThrow().text()).entries())
                .isEqualTo(1);
        assertThat(told.answer("remove")).isEmpty();
        assertThat(work.resolve("out/seed")).hasContent("seed");
    }

    @Test
    void removesWhatLiesOnTheNodeAlsoWhenAStepHasFailed() throws Exception {
        give("prepare", "");
        give("command", "true");

        var told = run("remove");

        assertThat(told.answer("verify").orElseThrow().status()).isNotZero();
        assertThat(told.answer("remove").orElseThrow().status()).isZero();
        assertThat(work).doesNotExist();
    }

    @Test
    void leavesOutThePreparationOfAWorkloadThatHasNone() throws Exception {
        give("prepare", "");
        give("command", "mkdir out");

        var told = run();

        assertThat(told.answer("prepare")).isEmpty();
        assertThat(Wrapper.timing(told.answer("command").orElseThrow().text(), 9)
                        .exitCode())
                .isZero();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(work, "a file");

        var told = run().answer("place").orElseThrow();

        assertThat(told.status()).isEqualTo(91);
        assertThat(told.text()).contains("error work: expected a folder that user", work.toString());
    }
}
