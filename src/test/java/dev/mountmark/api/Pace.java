package dev.mountmark.api;

import static org.awaitility.Awaitility.await;

import dev.mountmark.run.FakeSandboxes;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets commands wait and the engine be away, wherever the service is.
sealed interface Pace {
    /// Commands wait from now on, until [#release()].
    void hold();

    /// Waits until a command does.
    void awaitHeld() throws InterruptedException;

    /// Commands go on, and the engine is as it was.
    void release();

    /// There is no engine at [ApiProfile#NO_ENGINE].
    void withoutEngine();

    /// That of the service in this process, or that of the packaged program.
    static Pace here() {
        var container = Arc.container();
        return container == null
                ? new OfFiles()
                : new OfFake(container.instance(FakeSandboxes.class).get());
    }

    /// Nothing runs: the fake waits.
    record OfFake(FakeSandboxes sandboxes) implements Pace {
        @Override
        public void hold() {
            sandboxes.hold();
        }

        @Override
        public void awaitHeld() throws InterruptedException {
            sandboxes.awaitHeld();
        }

        @Override
        public void release() {
            sandboxes.reset();
        }

        @Override
        public void withoutEngine() {
            sandboxes.away("no engine at " + ApiProfile.NO_ENGINE);
        }
    }

    /// Real commands on this host wait while there is a file.
    record OfFiles() implements Pace {
        private static final Path REACHED = Path.of(ApiProfile.GATE + ".reached");

        @Override
        public void hold() {
            try {
                Files.deleteIfExists(REACHED);
                Files.writeString(ApiProfile.GATE, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void awaitHeld() {
            await().until(() -> Files.exists(REACHED));
        }

        @Override
        public void release() {
            try {
                Files.deleteIfExists(ApiProfile.GATE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void withoutEngine() {
            // There never is one.
        }
    }
}
