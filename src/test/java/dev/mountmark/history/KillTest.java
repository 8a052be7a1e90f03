package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Another process has the data folder, and dies without a word.
@Timeout(value = 30, unit = TimeUnit.MINUTES) // a hundred kills, beside all that else is at work
class KillTest {
    /// More with `-Dmountmark-test.kills=100`.
    private static final int KILLS = Integer.getInteger("mountmark-test.kills", 3);

    @TempDir
    Path path;

    @Test
    void whatWasAcknowledgedOutlivesAnyNumberOfKills() throws Exception {
        var random = new Random(3);
        for (var kill = 1; kill <= KILLS; kill++) {
            var writer = start();
            var acknowledged = killAfter(writer, 20 + random.nextInt(200));
            try (var opened = new OpenedHistory(path, Optional.of("laptop"), server())) {
                var samples = opened.history.samples(Examples.id(1));
                var events = opened.history.events(Examples.id(1), 0);
                // One may have been stored whose number was not printed any more.
                assertThat(samples.size()).isBetween(acknowledged, acknowledged + 1);
                assertThat(samples.stream().map(Sample::number))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, samples.size()).boxed().toList());
                assertThat(samples.getLast()).isEqualTo(Examples.sample(samples.size()));
                assertThat(events).hasSize(samples.size() + 1);
                assertThat(events.getLast().number()).isEqualTo(events.size());
                assertWhole(opened);
            }
        }
    }

    /// The URL of a PostgreSQL; empty for SQLite.
    Optional<String> server() {
        return Optional.empty();
    }

    void assertWhole(OpenedHistory opened) {
        assertThat(opened.pragma("integrity_check")).isEqualTo("ok");
    }

    @Test
    void aFolderThatAnotherProcessHoldsIsRefusedUntilThatOneEnds() throws Exception {
        var writer = start();
        try (var lines = writer.inputReader()) {
            lines.readLine();
            assertThatThrownBy(() -> new OpenedHistory(path))
                    .isInstanceOf(StartRefusedException.class)
                    .hasNoCause()
                    .hasMessageStartingWith("mountmark.data-directory: expected a folder of our own, got ")
                    .hasMessageContaining("in use by process " + writer.pid() + " on ");
        } finally {
            writer.destroyForcibly();
        }
        writer.waitFor();
        new OpenedHistory(path).close();
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                path.toString()));
        server().ifPresent(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// The last number that came. A line under way may be cut off, but what is cut off is smaller than the one before.
    private static int killAfter(Process writer, int lines) throws IOException, InterruptedException {
        try (var output = writer.inputReader()) {
            var seen = 0;
            for (var line = 0; line < lines; line++) {
                seen = Integer.parseInt(output.readLine());
            }
            // By its handle: the process itself would close the stream that we still read.
            writer.toHandle().destroyForcibly();
            assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return Math.max(
                    seen, output.lines().mapToInt(Integer::parseInt).max().orElse(0));
        }
    }
}
