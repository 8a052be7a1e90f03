package dev.mountmark.host;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A call of the wrapper as a child of ours. A deadline or an interrupt ends it together with all that it has started;
/// what a command leaves behind when it ends by itself is for [Survivors] to find later.
///
/// @param arguments of `measure.sh`, itself included
/// @param environment all of it: nothing of ours is inherited
/// @param mark found in the environment of all that it starts
/// @param phase for failures, absent outside every phase
record HostProcess(
        List<String> arguments,
        Map<String, String> environment,
        String mark,
        @Nullable Phase phase) {
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    HostProcess {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// @param stdout the wrapper's answer
    /// @param seconds from before the start to after the end, by our monotonic clock
    record Ended(String stdout, double seconds) {}

    Ended run(Path directory, Duration deadline) throws MeasuringException, InterruptedException {
        var began = System.nanoTime();
        var process = start(directory);
        var stdout = reading(process.getInputStream());
        var stderr = reading(process.getErrorStream());
        try {
            if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw failure(
                        Failure.Category.DEADLINE, "expected an end within " + deadline + ", got none", List.of());
            }
            var seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            return ended(process.exitValue(), lastWords(stdout), lastWords(stderr), seconds);
        } finally {
            if (process.isAlive()) {
                Survivors.of(process.toHandle(), mark).end();
            }
            loosen(process);
        }
    }

    private Process start(Path directory) throws MeasuringException {
        // Our end of its stdin is the tether: when we die, so does all that it has started.
        var builder = new ProcessBuilder(arguments).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(Survivors.MARK, mark);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Failure.Category.HOST, phase, "expected that sh can be started, got " + e), e);
        }
    }

    private Ended ended(int exitCode, String stdout, String stderr, double seconds) throws MeasuringException {
        // 9x comes with a sentence in the answer, which whoever reads it will tell.
        if (exitCode != 0 && !stdout.startsWith("error ")) {
            throw failure(
                    Failure.Category.HOST,
                    "expected that measure.sh ends with 0, got " + exitCode,
                    stderr.lines().toList());
        }
        return new Ended(stdout, seconds);
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                var bytes = stream.readNBytes(MOST_BYTES);
                stream.skip(Long.MAX_VALUE);
                text.complete(new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    private static String lastWords(CompletableFuture<String> text) throws InterruptedException {
        try {
            return text.get(LAST_WORDS.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // The answer is then found to be incomplete by whoever reads it.
            return "";
        }
    }

    private static void loosen(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It is dead, and so is the other end.
            return;
        }
    }

    private MeasuringException failure(Failure.Category category, String problem, List<String> lastLines) {
        var what = phase == null ? "facts" : phase.word();
        return new MeasuringException(new Failure(category, phase, what + ": " + problem, null, lastLines));
    }
}
