package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.workload.Catalogue;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An image and the file that it is written to.
@QuarkusTest
class WorkloadImagesTest {
    @Inject
    Runtimes runtimes;

    @Inject
    Catalogue catalogue;

    @Inject
    RunSettings settings;

    @Inject
    FakeSandboxes sandboxes;

    @TempDir
    Path folder;

    private WorkloadImages images;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        sandboxes.reset();
        images = new WorkloadImages(runtimes, catalogue, settings);
        file = Files.writeString(folder.resolve("image.tar"), "an older one");
    }

    @AfterEach
    void letGo() {
        sandboxes.reset();
    }

    private void write(Path to) throws IOException, MeasuringException, InterruptedException {
        images.ready("stat-files", Optional.of("linux"), Optional.of(to), _ -> {});
    }

    @Test
    void itIsWrittenInPlaceOfWhatWasThere() throws Exception {
        var told = new ArrayList<String>();

        var image = images.ready("stat-files", Optional.of("linux"), Optional.of(file), told::add);

        assertThat(image.name()).isEqualTo("stat-files on linux");
        assertThat(file).content().isEqualTo("image of stat-files on linux");
        assertThat(folder).isDirectoryNotContaining(one -> !one.equals(file));
        assertThat(told).containsExactly("building the image", "writing stat-files on linux to " + file);
    }

    @Test
    void whatCannotBeWrittenWholeLeavesEverythingAsItWas() {
        sandboxes.fails("image", new Failure(Category.ENGINE, null, "gone"));

        assertThatThrownBy(() -> write(file)).isInstanceOf(MeasuringException.class);

        assertThat(file).content().isEqualTo("an older one");
        assertThat(folder).isDirectoryNotContaining(one -> !one.equals(file));
    }

    @Test
    void aFileThatCannotBeMadeIsNamed() {
        var nowhere = folder.resolve("nowhere/image.tar");

        assertThatThrownBy(() -> write(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the image could not be written to " + nowhere + ": ");
    }

    @Test
    void whoEndsTheProcessWaitsUntilNothingIsLeftOfIt() throws Exception {
        sandboxes.hold();
        var thrown = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> thrown.complete(catchThrowable(() -> write(file))));
        sandboxes.awaitHeld();

        images.stop(new ShutdownDelayInitiatedEvent());

        assertThat(file).content().isEqualTo("an older one");
        assertThat(folder).isDirectoryNotContaining(one -> !one.equals(file));
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
}
