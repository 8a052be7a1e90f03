package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Scenario;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineRemovalIT {
    private static final int SHIFTED = 100_000;

    private TestEngine engine;

    @BeforeAll
    void makeReady(@TempDir Path folder) throws Exception {
        engine = new TestEngine(folder);
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("this needs root")
                .isEqualTo(0);
        engine.ready("scribble");
    }

    @AfterAll
    void removeAll() throws IOException {
        if (engine != null) {
            engine.close();
        }
    }

    private Optional<String> remove(Path folder) throws Exception {
        return remove(folder, engine.instance());
    }

    private Optional<String> remove(Path folder, Instance instance) throws Exception {
        var endpoint = new Endpoint(
                engine.runtime(),
                new Access.Socket(Path.of(
                        URI.create(TestEngine.property("mountmark-test.engine")).getPath())),
                engine.workDirectory(),
                engine.workDirectory().toString(),
                List.of(),
                Engines.NO_HINTS);
        try (var opened = Engine.open(endpoint)) {
            return new EngineRemoval(opened, Labels.of(instance), Duration.ofMinutes(1)).onHost(folder);
        }
    }

    private Path sample(String name) throws IOException {
        return Files.createDirectories(
                engine.workDirectory().resolve(engine.instance().id()).resolve(name));
    }

    @Test
    void aFolderOfAnotherUserIsRemovedAndNothingBesideIt() throws Exception {
        var lost = sample("lost");
        var kept = sample("kept");
        var inside = Files.createDirectories(lost.resolve("work/node_modules"));
        Files.writeString(inside.resolve("file"), "left");
        for (var path : new Path[] {inside.resolve("file"), inside, inside.getParent()}) {
            Files.setAttribute(path, "unix:uid", SHIFTED);
        }

        var reason = remove(lost);

        assertThat(reason).isEmpty();
        assertThat(lost).doesNotExist();
        assertThat(kept).exists();
        Files.delete(kept);
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void theImageThatAnotherServiceHasBuiltRemovesToo() throws Exception {
        var lost = sample("others-image");

        var reason = remove(lost, new Instance("another", "here"));

        assertThat(reason).isEmpty();
        assertThat(lost).doesNotExist();
    }

    @Test
    void noLinkLeadsOutOfIt() throws Exception {
        var lost = sample("linked");
        var precious = Files.createDirectories(engine.workDirectory().resolve("precious"));
        Files.writeString(precious.resolve("file"), "kept");
        Files.createSymbolicLink(lost.resolve("link"), precious);
        Files.createSymbolicLink(lost.resolve("up"), Path.of("../.."));

        var reason = remove(lost);

        assertThat(reason).isEmpty();
        assertThat(lost).doesNotExist();
        assertThat(precious.resolve("file")).hasContent("kept");
    }

    /// As a volume of an NFS server is: what lies there stays when the volume goes.
    private Path volumeOver(String name, String keeps) throws IOException {
        var served = Files.createDirectories(engine.workDirectory().resolve(name));
        var labels = new TreeMap<>(Labels.of(engine.instance()));
        labels.put(Labels.SAMPLE, "served");
        labels.put(Labels.KEEPS, keeps);
        engine.client()
                .createVolumeCmd()
                .withName(name)
                .withDriverOpts(Map.of("type", "none", "o", "bind", "device", served.toString()))
                .withLabels(labels)
                .exec();
        return served;
    }

    @Test
    void whatAVolumeKeepsIsRemovedBeforeIt() throws Exception {
        var served = volumeOver("mountmark-served", "ours");
        Files.createDirectories(served.resolve("ours/node_modules"));
        Files.createDirectories(served.resolve("others"));

        var left = engine.sandboxes().reap();

        assertThat(left).isEmpty();
        assertThat(served.resolve("ours")).doesNotExist();
        assertThat(served.resolve("others")).exists();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aVolumeOfAServerThatIsGoneIsNotKeptForEver() throws Exception {
        var served = volumeOver("mountmark-gone", "ours");
        Files.delete(served);

        var left = engine.sandboxes().reap();

        assertThat(left).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void anExportThatCannotBeMountedFailsTheSampleWithTheReasonAndLeavesNothing() throws Exception {
        // No server is there, and not every kernel knows NFS: the engine refuses either way.
        engine.declare(DeclaredMounts.nfs("127.0.0.1", "/mountmark-test", "rw,nfsvers=4,soft,timeo=10,retrans=1"));
        var sandbox = engine.sandboxes().open(engine.order(new Scenario.NfsVolume(), engine.workload("scribble")));
        engine.declare(DeclaredMounts.NONE);
        sandbox.create();

        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::start);

        assertThat(thrown.failure().category()).isEqualTo(Category.ENGINE);
        assertThat(thrown).hasMessageContaining("/mountmark-test");
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aFolderThatTheEngineDoesNotHaveIsAReason() throws Exception {
        var reason = remove(engine.workDirectory().resolve("nowhere").resolve("lost"));

        assertThat(reason).hasValueSatisfying(words -> assertThat(words).contains("by the engine", "nowhere"));
        assertThat(engine.left()).isEmpty();
    }
}
