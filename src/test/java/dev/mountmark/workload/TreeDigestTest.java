package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.TreeSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeDigestTest {
    private static final List<String> EXCLUDE = List.of(".lock", "left out", "größe.txt", "not there");

    @TempDir
    Path directory;

    Path tree;

    @BeforeEach
    void growAnOddTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        var deep = Files.createDirectories(tree.resolve("a b/ü/deep"));
        Files.writeString(deep.resolve("file"), "five\n");
        Files.writeString(tree.resolve("empty"), "");
        Files.writeString(tree.resolve("two\nlines"), "x");
        Files.writeString(tree.resolve("back\\slash\\n"), "xy");
        Files.writeString(tree.resolve(" leading and trailing "), "xyz");
        Files.writeString(tree.resolve("-n"), "");
        Files.writeString(tree.resolve("what?"), "");
        Files.writeString(tree.resolve("日本語"), "");
        Files.writeString(tree.resolve("größe.txt"), "left out");
        Files.writeString(tree.resolve(".lock"), "left out");
        Files.writeString(tree.resolve(".lockstep"), "kept");
        Files.createDirectories(tree.resolve("left out/below"));
        Files.createDirectory(tree.resolve("left out too"));
        Files.createSymbolicLink(tree.resolve("to file"), Path.of("empty"));
        Files.createSymbolicLink(tree.resolve("dangling"), Path.of("no where"));
        Files.createSymbolicLink(tree.resolve("to folder"), Path.of("a b"));
        Files.createSymbolicLink(tree.resolve("far away"), Path.of("/no/where"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "busybox sh"})
    void agreesWithTheWrapperOnAnOddTree(String shell) throws Exception {
        assumeThat(isThere(shell)).isTrue();
        // What Java cannot make: a pipe, and a name that is no text.
        var odd = new ProcessBuilder("sh", "-c", "mkfifo fifo && : >\"bad $(printf '\\377')\"")
                .directory(tree.toFile())
                .start();
        assertThat(odd.waitFor()).isZero();

        var java = TreeDigest.of(tree, EXCLUDE);

        assertThat(java).isEqualTo(byWrapper(shell, tree, EXCLUDE));
        assertThat(java.entries()).isEqualTo(19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "busybox sh"})
    void agreesWithTheWrapperOnAnEmptyTree(String shell) throws Exception {
        assumeThat(isThere(shell)).isTrue();
        var empty = Files.createDirectory(directory.resolve("nothing"));

        var java = TreeDigest.of(empty, List.of());

        assertThat(java).isEqualTo(byWrapper(shell, empty, List.of()));
        assertThat(java.entries()).isZero();
    }

    @Test
    void isAnotherForAnotherNameSizeOrKind() throws Exception {
        var before = TreeDigest.of(tree, EXCLUDE);

        Files.writeString(tree.resolve("empty"), "!");
        var grown = TreeDigest.of(tree, EXCLUDE);
        Files.delete(tree.resolve("empty"));
        Files.createDirectory(tree.resolve("empty"));
        var folder = TreeDigest.of(tree, EXCLUDE);

        assertThat(List.of(before, grown, folder)).doesNotHaveDuplicates();
    }

    @Test
    void staysWhenOnlyWhatIsLeftOutChanges() throws Exception {
        var before = TreeDigest.of(tree, EXCLUDE);

        Files.writeString(tree.resolve("left out/below/more"), "");
        var after = TreeDigest.of(tree, EXCLUDE);

        assertThat(after).isEqualTo(before);
    }

    @Test
    void doesNotFollowALinkThatStandsForTheFolder() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link"), tree);

        assertThatThrownBy(() -> TreeDigest.of(link, List.of())).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void endsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> TreeDigest.of(tree, List.of())).isInstanceOf(InterruptedException.class);
    }

    private TreeSummary byWrapper(String shell, Path folder, List<String> exclude)
            throws IOException, InterruptedException, MeasuringException {
        var script = Files.write(directory.resolve(Wrapper.FILE), Wrapper.script());
        var command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of(script.toString(), "tree", folder.toString()));
        command.addAll(exclude);
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Wrapper.tree(answer);
    }

    private static boolean isThere(String shell) {
        return List.of("/bin/", "/usr/bin/").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder + shell.split(" ")[0])));
    }
}
