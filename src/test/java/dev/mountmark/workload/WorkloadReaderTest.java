package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    @TempDir
    Path directory;

    WorkloadFolder folder;

    @BeforeEach
    void writeOne() {
        folder = new WorkloadFolder(directory);
    }

    @Test
    void readsEveryField() {
        var workload = folder.with("memory: 512MiB", "memory: 3GiB").read();

        assertThat(workload.name()).hasToString("little");
        assertThat(workload.image().base()).isEqualTo("debian:12");
        assertThat(workload.image().cache()).isNull();
        assertThat(workload.prepare()).isNull();
        assertThat(workload.environment()).containsOnly(java.util.Map.entry("COLOUR", "blue"));
        assertThat(workload.limits().memoryBytes()).isEqualTo(3_221_225_472L);
        assertThat(workload.deadlines().command()).isEqualTo(Duration.ofSeconds(20));
        assertThat(workload.verify().tree().entries()).isEqualTo(3);
        assertThat(workload.digest()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            title: A little work | colour: red       | colour: expected one of name, title, description, image, volumePath, environment, software, prepare, command, verify, limits, deadlines, got an unknown field
            title: A little work | colour: red       | title: expected a value, got none
            base: debian:12      | bose: debian:12   | image.bose: expected one of base, tools, cache, got an unknown field
            title: A little work | title: 7          | title: expected a value of type string, got 7; write it in quotes if it is text
            COLOUR: "blue"       | COLOUR: true      | environment.COLOUR: expected a value of type string, got true; write it in quotes
            COLOUR: "blue"       | MOUNTMARK_CACHE: "x" | environment.MOUNTMARK_CACHE: expected the name of a variable
            command: PT20S       | command: 20 s     | deadlines.command: expected a value such as PT10M (ISO 8601, hours, minutes and whole seconds only.), got 20 s
            command: PT20S       | command: PT0S     | deadlines.command: expected a value such as PT10M
            command: PT20S       | command: P2D      | got P2D
            memory: 512MiB       | memory: 512MB     | limits.memory: expected a value such as 512MiB (Memory, files in memory
            processes: 64        | processes: many   | limits.processes: expected a value of type integer, got many
            processes: 64        | processes: 1      | limits.processes: expected that it must have a minimum value of 16, got 1
            volumePath: out      | volumePath: ../out | volumePath: expected a value such as build/output (Relative, without `.`, `..` or empty parts.), got ../out
            volumePath: out      | volumePath: /etc  | volumePath: expected a value such as build/output
            path: out            | path: out/../..   | verify.path: expected a value such as build/output
            exclude: []          | exclude: [a, ../b] | verify.exclude[1]: expected a value such as build/output (Relative, without `.`, `..` or empty parts.), got ../b
            entries: 3           | entries: 0        | verify.entries: expected that it must have a minimum value of 1, got 0
            name: little         | name: Little      | name: expected the form
            name: little         | name: large       | name: expected that of its folder, little, got large
            title: A little work | "title: [a"       | expected YAML, got in line
            title: A little work | name: little      | expected YAML, got in line
            """)
    void saysWhatIsWrongAndWhere(String piece, String other, String problem) {
        var changed = folder.with(piece, other);

        assertThatThrownBy(changed::read)
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageStartingWith(
                        directory.resolve("little/workload.yaml").toString())
                .hasMessageContaining(problem);
    }

    @Test
    void givesTheSameDigestForTheSameWork() {
        var digest = folder.read().digest();

        var same = folder.with("base: debian:12", "base: debian:13")
                .with("title: A little work", "title: The same work")
                .with("description: Writes three files.", "description: Words.")
                .with("memory: 512MiB", "memory: 1GiB")
                .with("command: PT20S", "command: PT1M")
                .file("Dockerfile", "FROM debian:13\n")
                .read();

        assertThat(same.digest()).isEqualTo(digest);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            COLOUR: "blue" | COLOUR: "red"
            prepare: ""    | prepare: "true"
            mkdir out/c    | mkdir out/d
            path: out      | path: out/c
            exclude: []    | exclude: [a]
            entries: 3     | entries: 4
            sha256:00      | sha256:11
            volumePath: out | volumePath: other
            """)
    void givesAnotherDigestForOtherWork(String piece, String other) {
        var digest = folder.read().digest();

        var changed = folder.with(piece, other).read();

        assertThat(changed.digest()).isNotEqualTo(digest);
    }

    @Test
    void givesAnotherDigestForAnotherTree() {
        var digest = folder.read().digest();

        assertThat(folder.file("tree/more.txt", "").read().digest()).isNotEqualTo(digest);
        assertThat(folder.file("tree/seed.txt", "other\n").read().digest()).isNotEqualTo(digest);
    }

    @Test
    void refusesALinkAmongTheFiles() throws IOException {
        Files.createSymbolicLink(directory.resolve("little/tree/passwd"), Path.of("/etc/passwd"));

        assertThatThrownBy(folder::read)
                .isInstanceOf(InvalidWorkloadException.class)
                .hasMessageContaining("tree/passwd: expected files and folders only, got a link");
    }
}
