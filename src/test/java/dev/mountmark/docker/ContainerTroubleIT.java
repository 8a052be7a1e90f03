package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Changed;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTroubleIT {
    private TestEngine engine;
    private Workload workload;
    private Path folder;

    @BeforeAll
    void makeReady(@TempDir Path folder) throws Exception {
        this.folder = folder;
        engine = new TestEngine(folder);
        workload = engine.ready("scribble");
    }

    @AfterAll
    void removeAll() throws IOException {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void anInterruptStopsTheCommandWithinSeconds() throws Exception {
        var order = engine.order(new Scenario.BindMountVolume(), Changed.command(workload, "touch begun; sleep 300"));
        var sandbox = started(engine.sandboxes(), order);
        var begun = work(order).resolve("begun");
        var thrown = new CompletableFuture<Throwable>();
        var thread = Thread.ofVirtual().start(() -> thrown.complete(catchThrowable(sandbox::command)));
        await().until(() -> Files.exists(begun) || thrown.isDone());

        var interrupted = Instant.now();
        thread.interrupt();
        var cause = thrown.get();

        assertThat(cause).isInstanceOf(InterruptedException.class);
        assertThat(Duration.between(interrupted, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(running(order)).isFalse();
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aCommandThatTakesTooLongIsStopped() throws Exception {
        var order =
                engine.order(new Scenario.NoVolumes(), Changed.command(workload, "sleep 300", Duration.ofSeconds(3)));
        var sandbox = started(engine.sandboxes(), order);

        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::command);

        assertThat(thrown.failure().category()).isEqualTo(Category.DEADLINE);
        assertThat(thrown.failure().phase()).isEqualTo(Phase.COMMAND);
        assertThat(thrown).hasMessageContaining("within 3 s");
        assertThat(running(order)).isFalse();
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aFolderThatTheEngineDoesNotHaveIsNoMount() throws Exception {
        var elsewhere =
                engine.sandboxes(uri(), Optional.of(folder.resolve("nowhere").toString()));
        var order = engine.order(new Scenario.BindMount(), workload);
        var sandbox = elsewhere.open(order);

        var thrown = catchThrowableOfType(MeasuringException.class, () -> {
            sandbox.create();
            sandbox.start();
        });

        assertThat(thrown.failure().category()).isEqualTo(Category.MOUNT);
        assertThat(thrown)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("set mountmark.runtimes.tested.work-directory");
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void anotherFolderOnTheOtherSideIsFound() throws Exception {
        var other = folder.resolve("other");
        var order = engine.order(new Scenario.BindMount(), workload);
        Files.createDirectories(
                other.resolve(engine.instance().id()).resolve(order.place()).resolve("work"));
        var sandbox = started(engine.sandboxes(uri(), Optional.of(other.toString())), order);

        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::prove);

        assertThat(thrown.failure().category()).isEqualTo(Category.MOUNT);
        assertThat(thrown)
                .hasMessageContaining("are not the same folder")
                .hasMessageContaining("mountmark.runtimes.tested.work-directory");
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aContainerThatIsRemovedByOthersEndsTheSampleWithAReason() throws Exception {
        var order = engine.order(new Scenario.NoVolumes(), workload);
        var sandbox = started(engine.sandboxes(), order);
        engine.client()
                .removeContainerCmd("mountmark-" + order.place())
                .withForce(true)
                .exec();

        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::command);

        assertThat(thrown.failure().category()).isEqualTo(Category.ENGINE);
        assertThat(thrown).hasMessageContaining("No such container");
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void moreMemoryThanAllowedIsAFailedCommand() throws Exception {
        var greedy = Changed.command(workload, "awk 'BEGIN { s = \"x\"; while (1) s = s s }'");
        var sandbox = started(engine.sandboxes(), engine.order(new Scenario.NoVolumes(), greedy));

        var timing = sandbox.command();

        assertThat(timing.exitCode()).isNotZero();
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void anEngineThatIsAwayIsListedWithTheReason() {
        var away = engine.sandboxes(URI.create("unix:///nowhere/docker.sock"), Optional.empty());

        var status = away.runtimes().getFirst();

        assertThat(status.available()).isFalse();
        assertThat(status.unavailable()).contains("no engine answers at unix:///nowhere/docker.sock");
        assertThat(status.offers()).hasSize(Scenario.ALL.size() - 1).noneMatch(offer -> offer.available());
        assertThat(away.reap()).isEmpty();
    }

    private Sandbox started(DockerSandboxes sandboxes, SampleOrder order) throws Exception {
        var sandbox = sandboxes.open(order);
        sandbox.create();
        sandbox.start();
        return sandbox;
    }

    private static URI uri() {
        return URI.create(TestEngine.property("mountmark-test.engine"));
    }

    private Path work(SampleOrder order) {
        return engine.workDirectory()
                .resolve(engine.instance().id())
                .resolve(order.place())
                .resolve("work");
    }

    private boolean running(SampleOrder order) {
        return Boolean.TRUE.equals(engine.client()
                .inspectContainerCmd("mountmark-" + order.place())
                .exec()
                .getState()
                .getRunning());
    }
}
