package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The real engine by ssh, as if it were on another machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FarEngineIT {
    private TestEngine engine;
    private SshHost host;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        engine = new TestEngine(folder);
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Assumptions.assumeTrue(
                Stream.of(path.split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, "docker"))),
                "Docker's client is not installed");
        host = SshHost.start(
                Files.createDirectories(folder.resolve("ssh")),
                path,
                "DOCKER_HOST=" + TestEngine.property("mountmark-test.engine"));
    }

    @AfterAll
    void stop() throws Exception {
        if (host != null) {
            host.close();
        }
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void itIsAskedOnlyWhenNamed() throws Exception {
        var sandboxes = sandboxes(Optional.empty());

        var unasked = sandboxes.runtimes().getFirst();
        var asked = sandboxes.runtimes(Set.of(new Slug("tested"))).getFirst();

        assertThat(unasked.unavailable()).isEqualTo("remote: measured when named");
        assertThat(unasked.way().local()).isFalse();
        assertThat(asked.unavailable()).isNull();
        assertThat(asked.facts()).containsKey("engineVersion");
        assertThat(offer(asked, new Scenario.NoVolumes()).missing()).isNull();
        assertThat(offer(asked, new Scenario.BindMount()).missing())
                .contains("mountmark.runtimes.tested.engine-work-directory");
    }

    @Test
    void aSampleIsTakenThereByTheDeclaredPathAndLeavesNothing() throws Exception {
        Files.createDirectories(engine.workDirectory());
        var there = Files.createSymbolicLink(folder.resolve("as-it-is-called-there"), engine.workDirectory());
        var sandboxes = sandboxes(Optional.of(there.toString()));
        var workload = engine.workload("scribble");
        sandboxes.makeReady(engine.runtime(), workload, _ -> {});
        var sandbox = sandboxes.open(engine.order(new Scenario.BindMount(), workload));

        sandbox.create();
        sandbox.start();
        sandbox.prove();
        sandbox.prepare();
        var timing = sandbox.command();
        var tree = sandbox.verify();
        var left = sandbox.delete();

        assertThat(timing.exitCode()).isZero();
        assertThat(tree).isEqualTo(workload.verify().tree());
        assertThat(left).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsToldWithTheWayOut() throws Exception {
        var sandboxes = sandboxes(Optional.of(folder.resolve("nowhere").toString()));
        var workload = engine.workload("scribble");
        sandboxes.makeReady(engine.runtime(), workload, _ -> {});
        var sandbox = sandboxes.open(engine.order(new Scenario.BindMount(), workload));

        var thrown = catchThrowableOfType(MeasuringException.class, () -> {
            sandbox.create();
            sandbox.start();
        });
        var left = sandbox.delete();

        assertThat(thrown.failure().category()).isEqualTo(Category.MOUNT);
        assertThat(thrown).hasMessageContaining(".engine-work-directory");
        assertThat(left).isEmpty();
    }

    private static RuntimeStatus.Offer offer(RuntimeStatus status, Scenario scenario) {
        return status.offer(scenario).orElseThrow();
    }

    private DockerSandboxes sandboxes(Optional<String> engineWorkDirectory) throws Exception {
        return engine.sandboxes(
                engine.instance(),
                host.uri(),
                engineWorkDirectory,
                Map.of("mountmark.ssh", host.ssh().toString()));
    }
}
