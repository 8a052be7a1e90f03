package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.BuiltImage;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Workload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadImageIT {
    @TempDir
    Path folder;

    private TestEngine engine;

    @BeforeEach
    void open() {
        engine = new TestEngine(folder);
    }

    @AfterEach
    void removeAll() throws IOException {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void anImageIsBuiltOnceAndUsedFromThenOn() throws Exception {
        var told = new ArrayList<String>();
        var first = engine.sandboxes().makeReady(engine.runtime(), engine.workload("scribble"), told::add);

        var second = engine.sandboxes().makeReady(engine.runtime(), engine.workload("scribble"), told::add);

        assertThat(first).containsOnlyKeys(Phase.BUILD);
        assertThat(second).isEmpty();
        assertThat(told).containsExactly("building the image of scribble on tested");
        assertThat(images()).hasSize(1).allMatch(tag -> tag.matches("mountmark/scribble:[0-9a-f]{12}"));
    }

    @Test
    void aCacheThatTheImageFilledIsTakenOutAndBecomesTheCacheOfAll() throws Exception {
        var workload = engine.ready("hoarder");

        var cache = engine.caches().of(workload).orElseThrow();

        assertThat(Files.readString(cache.resolve("deep/random"))).isNotBlank();
        assertThat(labels().get(Labels.CACHE)).isEqualTo(ContentDigest.of(cache));
        assertThat(images()).hasSize(1);
        assertThat(engine.left()).isEmpty();
        assertThat(engine.sandboxes().makeReady(engine.runtime(), workload, _ -> {}))
                .isEmpty();
    }

    @Test
    void anImageIsSavedUnderTheNameThatAClusterLoadsItBy() throws Exception {
        var images = engine.sandboxes().images().orElseThrow();
        var image = images.ready(engine.runtime(), engine.workload("scribble"), _ -> {});
        var tar = new ByteArrayOutputStream();

        images.save(engine.runtime(), image, tar);

        assertThat(image.name()).isEqualTo(images().getFirst());
        assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
        assertThat(image.loadedName()).isEqualTo("docker.io/" + image.name());
        assertThat(entry(tar.toByteArray(), "manifest.json")).contains("\"RepoTags\":[\"" + image.name() + "\"]");
    }

    @Test
    void anImageThatIsGoneCannotBeSaved() {
        var images = engine.sandboxes().images().orElseThrow();
        var gone = new BuiltImage("mountmark/scribble:gone", "", "");

        assertThatThrownBy(() -> images.save(engine.runtime(), gone, OutputStream.nullOutputStream()))
                .isInstanceOf(MeasuringException.class)
                .hasMessageStartingWith("save the image mountmark/scribble:gone: ")
                .hasMessageContaining("No such image");
    }

    private static String entry(byte[] tar, String name) throws IOException {
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "no " + name;
    }

    @Test
    void aBuildThatFailsTellsItsLastLinesAndLeavesNothing() throws Exception {
        var thrown = catchThrowableOfType(MeasuringException.class, () -> engine.ready("broken"));

        var failure = thrown.failure();
        assertThat(failure.category()).isEqualTo(Category.IMAGE);
        assertThat(failure.phase()).isEqualTo(Phase.BUILD);
        assertThat(failure.lastLines()).contains("the reason why it fails");
        assertThat(failure.message()).contains("image of broken").contains("returned a non-zero code: 3");
        assertThat(engine.left()).isEmpty();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void anInterruptEndsABuildAndLeavesNothing() throws Exception {
        var thrown = new CompletableFuture<Throwable>();
        var slow = engine.workload("slow");
        var thread = Thread.ofVirtual()
                .start(() -> thrown.complete(
                        catchThrowable(() -> engine.sandboxes().makeReady(engine.runtime(), slow, _ -> {}))));
        await().atMost(Duration.ofMinutes(1)).until(() -> sleeping() || thrown.isDone());

        thread.interrupt();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(engine.left()).isEmpty();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void aBaseImageThatIsNowhereIsNamedWithTheWayOut() {
        var workload = engine.workload("scribble");
        var lost = workload.withImage(new Workload.Image("localhost:1/nowhere:1", List.of(), null));

        var thrown = catchThrowableOfType(
                MeasuringException.class, () -> engine.sandboxes().makeReady(engine.runtime(), lost, _ -> {}));

        assertThat(thrown.failure().category()).isEqualTo(Category.IMAGE);
        assertThat(thrown.failure().phase()).isEqualTo(Phase.PULL);
        assertThat(thrown)
                .hasMessageContaining("localhost:1/nowhere:1")
                .hasMessageContaining("mountmark.workloads.scribble.base-image");
    }

    /// Whether the build has come to its long step.
    private boolean sleeping() {
        return engine.client().listContainersCmd().withLabelFilter(Labels.of(engine.instance())).exec().stream()
                .anyMatch(container -> container.getCommand().contains("sleep"));
    }

    private List<String> images() {
        return engine.client().listImagesCmd().withLabelFilter(Labels.of(engine.instance())).exec().stream()
                .flatMap(image -> List.of(image.getRepoTags()).stream())
                .toList();
    }

    private Map<String, String> labels() {
        return engine.client()
                .listImagesCmd()
                .withLabelFilter(Labels.of(engine.instance()))
                .exec()
                .getFirst()
                .getLabels();
    }

    private List<String> unfinished() {
        return engine
                .client()
                .listImagesCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(Labels.INSTANCE, engine.instance().id(), Labels.BUILD, Labels.UNFINISHED))
                .exec()
                .stream()
                .map(image -> image.getId())
                .toList();
    }
}
