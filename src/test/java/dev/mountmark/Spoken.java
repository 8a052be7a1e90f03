package dev.mountmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A command of the packaged program as a process of its own, its two streams apart.
///
/// @param out what it printed to its output
/// @param err what it printed to its error output
record Spoken(Process process, Path out, Path err) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Spoken of(Program.Setup setup, Path folder, String... words) throws IOException {
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var process = setup.builder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Spoken(process, out, err);
    }

    /// Waits for its own end.
    int exitCode() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    String output() {
        return text(out);
    }

    String errors() {
        return text(err);
    }

    /// @param signal without `SIG`
    void signal(String signal) throws IOException {
        Commands.run("kill", "-" + signal, Long.toString(process.pid()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode();
    }
}
