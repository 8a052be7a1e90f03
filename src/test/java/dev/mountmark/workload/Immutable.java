package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A file that not even its owner may remove, as those of other users refuse; for root on Linux, the test is skipped
/// elsewhere.
final class Immutable implements AutoCloseable {
    private final Path file;
    private boolean released;

    private Immutable(Path file) {
        this.file = file;
    }

    static Immutable of(Path file) {
        assumeThat(change("+i", file)).as("this needs root and chattr").isZero();
        return new Immutable(file);
    }

    /// It may be removed from now on.
    @Override
    public void close() {
        if (!released) {
            assertThat(change("-i", file)).isZero();
            released = true;
        }
    }

    private static int change(String mode, Path file) {
        try {
            return new ProcessBuilder("chattr", mode, file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
