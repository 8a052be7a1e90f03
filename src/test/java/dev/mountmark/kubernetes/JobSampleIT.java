package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Changed;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobSampleIT {
    private static final String HOST_PATH = "/tmp/mountmark-test-host-path";

    private TestCluster cluster;
    private KubernetesSandboxes sandboxes;

    @BeforeAll
    void open(@TempDir Path folder) {
        cluster = new TestCluster(folder);
        sandboxes = cluster.sandboxes("host-path", HOST_PATH);
    }

    @AfterAll
    void removeAll() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-volumes", "volume", "tmpfs", "bind-mount", "persistent-volume:standard"})
    void aSampleHasEveryPhaseAndLeavesNothing(String label) throws Exception {
        var workload = cluster.workload("scribble");
        var scenario = Scenario.labelled(label).orElseThrow();
        var sandbox = sandboxes.open(cluster.order(TestCluster.node(sandboxes), scenario, workload));
        try {
            sandbox.create();
            sandbox.start();
            sandbox.prove();
            var environment = sandbox.environment();
            var prepared = sandbox.prepare();
            var timing = sandbox.command();
            var tree = sandbox.verify();

            assertThat(prepared.exitCode()).isZero();
            assertThat(timing.exitCode()).isZero();
            assertThat(timing.insideSeconds()).isPositive().isLessThan(timing.outsideSeconds());
            assertThat(tree).isEqualTo(workload.verify().tree());
            assertThat(environment)
                    .containsKeys("kernel", "cpus", "fileSystem", "mountOptions", "engineVersion", "kubernetesVersion")
                    .containsEntry("software.shell", "1")
                    .containsEntry("kind", "Kubernetes")
                    .containsEntry(
                            "memoryBytes", Long.toString(workload.limits().memoryBytes()));
            switch (label) {
                case "no-volumes" -> assertThat(environment).containsEntry("fileSystem", "overlay");
                case "tmpfs" -> assertThat(environment).containsEntry("fileSystem", "tmpfs");
                default -> assertThat(environment.get("fileSystem")).isNotIn("overlay", "tmpfs");
            }
        } finally {
            removed(sandbox);
        }
        assertThat(cluster.left()).isEmpty();
        // Where this machine is the node.
        assertThat(Files.isDirectory(ours()) ? ours().toFile().list() : new String[0])
                .isEmpty();
    }

    @Test
    void aPodThatFitsNowhereFailsWithTheClustersOwnReason() throws Exception {
        var large = cluster.sandboxes("pending-deadline", "PT3S");
        var workload = cluster.workload("scribble");
        var huge = Changed.memory(workload, 1L << 50);

        var failure = failure(large, new Scenario.NoVolumes(), huge);

        assertThat(failure.category()).isEqualTo(Category.ENGINE);
        assertThat(failure.phase()).isEqualTo(Phase.START);
        assertThat(failure.message())
                .contains("PT3S", "Unschedulable", "Insufficient memory")
                .doesNotContain("FailedScheduling");
    }

    @Test
    void anImageThatIsNotThereIsNamed() throws Exception {
        var missing = cluster.sandboxes("pending-deadline", "PT6S", "images.scribble", "localhost/no-such-image:1");

        var failure = failure(missing, new Scenario.NoVolumes(), cluster.workload("scribble"));

        assertThat(failure.category()).isEqualTo(Category.IMAGE);
        assertThat(failure.message()).contains("localhost/no-such-image:1");
    }

    @Test
    void aQuotaThatForbidsThePodIsTold() throws Exception {
        cluster.client()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("0")))
                        .endSpec()
                        .build())
                .inNamespace(cluster.namespace())
                .create();
        try {
            var failure = failure(
                    cluster.sandboxes("pending-deadline", "PT4S"),
                    new Scenario.NoVolumes(),
                    cluster.workload("scribble"));

            assertThat(failure.message()).contains("FailedCreate", "exceeded quota");
        } finally {
            cluster.client()
                    .resourceQuotas()
                    .inNamespace(cluster.namespace())
                    .withName("none")
                    .delete();
        }
    }

    @Test
    void anUnknownStorageClassLeavesTheClaimUnboundAndSaysSo() throws Exception {
        var failure = failure(
                cluster.sandboxes("pending-deadline", "PT4S"),
                new Scenario.PersistentVolume("no-such-class", Scenario.Access.READ_WRITE_ONCE),
                cluster.workload("scribble"));

        assertThat(failure.message()).contains("no-such-class");
    }

    private Failure failure(KubernetesSandboxes on, Scenario scenario, Workload workload) throws Exception {
        var sandbox = on.open(cluster.order(TestCluster.node(on), scenario, workload));
        try {
            sandbox.create();
            return catchThrowableOfType(MeasuringException.class, sandbox::start)
                    .failure();
        } finally {
            removed(sandbox);
            assertThat(cluster.left()).isEmpty();
        }
    }

    @Test
    void aSampleGoesOnWithoutUsAndIsTakenByTheNextProcess() throws Exception {
        var workload = cluster.workload("scribble");
        var order = cluster.order(TestCluster.node(sandboxes), new Scenario.Volume(), workload);
        sandboxes.open(order).create();

        var next = cluster.sandboxes("host-path", HOST_PATH);
        var left = next.unattended();
        next.runtimes();
        var sandbox = next.open(order);
        try {
            sandbox.create();
            sandbox.start();
            var timing = sandbox.command();
            var tree = sandbox.verify();

            assertThat(left).singleElement().satisfies(one -> {
                assertThat(one.run()).isEqualTo(order.run());
                assertThat(one.number()).isEqualTo(order.number());
                assertThat(one.scenario()).isEqualTo("volume");
                assertThat(one.workload()).isEqualTo(workload.name());
                assertThat(one.runtime()).isEqualTo(order.benchmark().runtime().slug());
            });
            assertThat(timing.insideSeconds()).isPositive().isLessThan(timing.outsideSeconds());
            assertThat(tree).isEqualTo(workload.verify().tree());
        } finally {
            removed(sandbox);
        }
        assertThat(cluster.left()).isEmpty();
    }

    private Path ours() {
        return Path.of(HOST_PATH, cluster.namespace());
    }

    private static void removed(Sandbox sandbox) {
        await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.delete().isEmpty());
    }
}
