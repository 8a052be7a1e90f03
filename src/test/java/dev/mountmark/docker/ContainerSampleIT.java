package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import dev.mountmark.benchmark.Changed;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerSampleIT {
    private TestEngine engine;
    private Workload workload;

    @BeforeAll
    void makeReady(@TempDir Path folder) throws Exception {
        engine = new TestEngine(folder);
        workload = engine.ready("scribble");
    }

    @AfterAll
    void removeAll() throws IOException {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-volumes", "bind-mount-volume", "bind-mount", "volume", "tmpfs"})
    void aSampleHasEveryPhaseAndLeavesNothing(String label) throws Exception {
        var scenario = Scenario.labelled(label).orElseThrow();

        var sample = sample(engine.sandboxes().open(engine.order(scenario, workload)));

        assertThat(sample.left()).isEmpty();
        assertThat(engine.left()).isEmpty();
        assertThat(sample.prepared().exitCode()).isZero();
        assertThat(sample.timing().exitCode()).isZero();
        assertThat(sample.timing().insideSeconds())
                .isPositive()
                .isLessThan(sample.timing().outsideSeconds());
        assertThat(sample.tree()).isEqualTo(workload.verify().tree());
        assertThat(sample.settled().isPresent()).isEqualTo(label.equals("bind-mount"));
        assertThat(sample.environment())
                .containsKeys("kernel", "cpus", "fileSystem", "mountOptions", "engineVersion", "storageDriver")
                .containsEntry("software.shell", "1")
                .containsKeys("kind", "kindSource", "privileges")
                .doesNotContainKey("sharing")
                .containsEntry("memoryBytes", Long.toString(workload.limits().memoryBytes()));
        var fileSystem = sample.environment().get("fileSystem");
        switch (label) {
            case "no-volumes" -> assertThat(fileSystem).isEqualTo("overlay");
            case "tmpfs" -> {
                assertThat(fileSystem).isEqualTo("tmpfs");
                assertThat(sample.environment().get("mountOptions")).contains("size=524288k");
            }
            default -> assertThat(fileSystem).isNotIn("overlay", "tmpfs");
        }
        assertThat(sample.environment().containsKey("volumeFileSystem")).isEqualTo(label.equals("bind-mount-volume"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-volumes", "bind-mount-volume", "bind-mount", "volume", "tmpfs"})
    void thirtyThousandFilesAreTheSameEverywhere(String label) throws Exception {
        var files = engine.ready("stat-files");

        var sample = sample(
                engine.sandboxes().open(engine.order(Scenario.labelled(label).orElseThrow(), files)));

        assertThat(sample.timing().exitCode()).isZero();
        assertThat(sample.tree()).isEqualTo(files.verify().tree());
        assertThat(sample.left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-volumes", "volume", "tmpfs"})
    void whatSharesNoFolderNeedsNoneThatTheEngineKnows(String label) throws Exception {
        var elsewhere = engine.sandboxes(
                URI.create(TestEngine.property("mountmark-test.engine")), Optional.of("/nowhere/at/all"));
        var order = engine.order(Scenario.labelled(label).orElseThrow(), workload);
        var sandbox = elsewhere.open(order);

        sandbox.create();
        sandbox.start();
        sandbox.prove();
        sandbox.prepare();
        var timing = sandbox.command();
        var folder = engine.workDirectory().resolve(engine.instance().id()).resolve(order.place());

        assertThat(folder).doesNotExist();
        assertThat(timing.exitCode()).isZero();
        assertThat(sandbox.delete()).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    @Test
    void aContainerOfSomebodyElseIsSeenAndOneOfOursIsNot() throws Exception {
        var quiet = sample(engine.sandboxes().open(engine.order(new Scenario.NoVolumes(), workload)));
        var image = Objects.requireNonNull(quiet.environment().get("image"));
        var other = engine.client()
                .createContainerCmd(image)
                .withLabels(Map.of(Labels.INSTANCE, "", Labels.BUILD, ""))
                .withEntrypoint("sh", ContainerPlan.WRAPPER, "wait")
                .exec()
                .getId();
        engine.client().startContainerCmd(other).exec();
        try {
            var beside = sample(engine.sandboxes().open(engine.order(new Scenario.NoVolumes(), workload)));

            assertThat(beside.environment()).containsEntry("otherContainers", "1 on tested");
        } finally {
            engine.client().removeContainerCmd(other).withForce(true).exec();
        }
        assertThat(quiet.environment()).containsEntry("otherContainers", "none");
    }

    @Test
    void aFullTmpfsIsToldAsSuch() throws Exception {
        engine.declare(DeclaredMounts.tmpfs(1 << 20));
        var greedy = Changed.command(workload, "head -c 2000000 /dev/zero > out/big");
        var sandbox = engine.sandboxes().open(engine.order(new Scenario.Tmpfs(), greedy));
        engine.declare(DeclaredMounts.NONE);
        sandbox.create();
        sandbox.start();
        sandbox.prepare();

        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::command);

        assertThat(thrown.failure().category()).isEqualTo(Category.SPACE);
        assertThat(thrown).hasMessageContaining("mountmark.tmpfs.size");
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void theContainerMayDoNoMoreThanItNeeds() throws Exception {
        var order = engine.order(new Scenario.BindMountVolume(), workload);
        var sandbox = engine.sandboxes().open(order);

        sandbox.create();
        var container = engine.client()
                .inspectContainerCmd("mountmark-" + order.place())
                .exec();
        sandbox.delete();

        var host = container.getHostConfig();
        assertThat(container.getConfig().getUser()).isEqualTo(ownUser());
        assertThat(container.getConfig().getLabels())
                .containsEntry(Labels.INSTANCE, engine.instance().id())
                .containsEntry(Labels.RUN, order.run().value())
                .containsEntry(Labels.SAMPLE, order.place());
        assertThat(host.getNetworkMode()).isEqualTo("none");
        assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
        assertThat(host.getCapAdd()).isNullOrEmpty();
        assertThat(host.getPrivileged()).isFalse();
        assertThat(host.getSecurityOpts()).anyMatch(option -> option.startsWith("no-new-privileges"));
        assertThat(host.getPidsLimit()).isEqualTo(workload.limits().processes());
        assertThat(host.getMemory()).isEqualTo(workload.limits().memoryBytes());
        assertThat(host.getMemorySwap()).isEqualTo(workload.limits().memoryBytes());
        assertThat(host.getTmpFs()).containsKey("/tmp");
        assertThat(mounts(container)).containsExactlyInAnyOrder("/work", "/work/out");
    }

    @Test
    void theWorkSeesNoNetworkAndNoCapability() throws Exception {
        var nosy = Changed.command(
                workload,
                "ls /sys/class/net > net; grep -E '^(CapEff|CapPrm|NoNewPrivs):' /proc/self/status > status; exit 3");
        var order = engine.order(new Scenario.BindMount(), nosy);
        var sandbox = engine.sandboxes().open(order);
        sandbox.create();
        sandbox.start();
        sandbox.prepare();

        var timing = sandbox.command();

        var work = engine.workDirectory()
                .resolve(engine.instance().id())
                .resolve(order.place())
                .resolve("work");
        var status = Files.readString(work.resolve("status"));
        var net = Files.readString(work.resolve("net")).strip();
        var owner = Files.getAttribute(work.resolve("net"), "unix:uid");
        sandbox.delete();
        assertThat(timing.exitCode()).isEqualTo(3);
        assertThat(net).isEqualTo("lo");
        assertThat(status).contains("CapEff:\t0000000000000000", "CapPrm:\t0000000000000000", "NoNewPrivs:\t1");
        assertThat(owner).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    void whatACommandThatFailsPrintedLastIsKept() throws Exception {
        var failing = Changed.command(workload, "echo first; echo the reason >&2; exit 7");
        var sandbox = engine.sandboxes().open(engine.order(new Scenario.NoVolumes(), failing));

        sandbox.create();
        sandbox.start();
        var timing = sandbox.command();
        sandbox.delete();

        assertThat(timing.exitCode()).isEqualTo(7);
        assertThat(timing.lastLines()).containsExactly("first", "the reason");
    }

    @Test
    void aWrongTreeIsSeen() throws Exception {
        var wrong = Changed.command(workload, "touch out/something-else");
        var sample = sample(engine.sandboxes().open(engine.order(new Scenario.BindMount(), wrong)));

        assertThat(sample.settled()).isEmpty();
        assertThat(sample.tree()).isNotEqualTo(wrong.verify().tree());
    }

    private record Taken(
            Map<String, String> environment,
            Timing prepared,
            Timing timing,
            Optional<Duration> settled,
            TreeSummary tree,
            List<String> left) {}

    private static Taken sample(Sandbox sandbox) throws Exception {
        sandbox.create();
        sandbox.start();
        sandbox.prove();
        return new Taken(
                sandbox.environment(),
                sandbox.prepare(),
                sandbox.command(),
                sandbox.settle(),
                sandbox.verify(),
                sandbox.delete());
    }

    private static List<String> mounts(InspectContainerResponse container) {
        return Objects.requireNonNull(container.getMounts()).stream()
                .map(mount -> mount.getDestination() == null
                        ? ""
                        : mount.getDestination().getPath())
                .toList();
    }

    private static String ownUser() throws IOException {
        var self = Path.of("/proc/self");
        return Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid");
    }
}
