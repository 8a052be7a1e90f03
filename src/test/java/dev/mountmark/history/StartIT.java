package dev.mountmark.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program as it is shipped, started where it cannot run: one sentence, exit code 1, no stack trace.
@Tag("program")
@Timeout(60)
class StartIT {
    private static final String PROGRAM = System.getProperty("mountmark-test.program");

    @TempDir
    Path path;

    @TempDir
    Path logs;

    @Test
    void aSecondProcessOnTheSameFolderIsRefusedAndTouchesNothing() throws Exception {
        var data = path.resolve("data");
        var port = freePort();
        var first = new Started(data, port);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> first.output().contains("Listening on"));
            // Written when it first looks at what can be measured here, a moment after it listens.
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("measure.sh")));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(data.resolve("lock")).endsWith("\nhttp://127.0.0.1:" + port + "\n"));
            var before = times(data);
            var second = new Started(data, freePort());
            second.assertRefused("mountmark.data-directory: expected a folder of our own, got " + data.toRealPath()
                    + ", which is in use by process " + first.process.pid() + " on ");
            assertThat(times(data)).isEqualTo(before);
        } finally {
            first.process.destroyForcibly().waitFor();
        }
        var next = new Started(data, freePort());
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> next.output().contains("Listening on"));
        } finally {
            next.process.destroy();
        }
        assertThat(next.process.waitFor()).isEqualTo(143);
        assertThat(data.resolve("mountmark.db-wal")).doesNotExist();
    }

    /// On some machines nothing may be executed there, and the driver's copy stays when the process is killed.
    @Test
    void nothingIsUnpackedIntoTheFolderForTemporaryFiles() throws Exception {
        var temporary = Files.createDirectory(path.resolve("tmp"));
        var program = new Started(path.resolve("data"), freePort(), "-Djava.io.tmpdir=" + temporary);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> program.output().contains("Listening on"));
            try (var files = Files.list(temporary)) {
                assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("sqlite"));
            }
        } finally {
            program.process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws Exception {
        var file = Files.writeString(path.resolve("file"), "");
        new Started(file, freePort()).assertRefused("mountmark.data-directory: expected a folder, got " + file);
        new Started(file.resolve("below"), freePort())
                .assertRefused("mountmark.data-directory: expected a folder that can be made, got " + file);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(path.resolve("mountmark.db"), "my diary ".repeat(1000));
        new Started(path, freePort())
                .assertRefused("mountmark.data-directory: expected a database of Mountmark that can be written to");
    }

    @Test
    void aNumberOutOfItsRangeIsRefused() throws Exception {
        new Started(path, freePort(), "-Dmountmark.run.queue-capacity=1001")
                .assertRefused("mountmark.run.queue-capacity: expected 0 to 1000, got 1001");
        new Started(path, freePort(), "-Dmountmark.run.give-up-after=0")
                .assertRefused("mountmark.run.give-up-after: expected 1 to 100, got 0");
        new Started(path, freePort(), "-Dmountmark.minimum-free-space=9000P")
                .assertRefused("mountmark.minimum-free-space: expected 0 to 9223372036854775807 bytes");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var program = new Started(path, taken.getLocalPort());
            assertThat(program.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.process.exitValue()).isEqualTo(1);
            assertThat(program.output())
                    .contains("Port " + taken.getLocalPort() + " seems to be in use")
                    .doesNotContain("\tat ");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<Path, FileTime> times(Path folder) throws IOException {
        var times = new TreeMap<Path, FileTime>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private final class Started {
        final Process process;
        private final Path output = Files.createTempFile(logs, "mountmark-out", ".log");
        private final Path errors = Files.createTempFile(logs, "mountmark-err", ".log");

        Started(Path data, int port, String... settings) throws IOException {
            var jar = PROGRAM.endsWith(".jar");
            var command = new ArrayList<String>();
            command.add(jar ? ProcessHandle.current().info().command().orElseThrow() : PROGRAM);
            command.addAll(List.of(settings));
            if (jar) {
                command.addAll(List.of("-jar", PROGRAM));
            }
            var builder = new ProcessBuilder(command);
            builder.environment()
                    .putAll(Map.of(
                            "MOUNTMARK_DATA_DIRECTORY",
                            data.toString(),
                            "MOUNTMARK_NATIVE",
                            "always",
                            "QUARKUS_HTTP_HOST",
                            "127.0.0.1",
                            "QUARKUS_HTTP_PORT",
                            Integer.toString(port)));
            process = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        }

        String output() throws IOException {
            return Files.readString(output, UTF_8);
        }

        void assertRefused(String sentence) throws IOException, InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readAllLines(errors, UTF_8))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith(sentence));
            assertThat(output()).isEmpty();
        }
    }
}
