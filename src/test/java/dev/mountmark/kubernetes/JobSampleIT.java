package dev.mountmark.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
        sandboxes = cluster.sandboxes(Map.of("host-path", HOST_PATH));
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

    private Path ours() {
        return Path.of(HOST_PATH, cluster.namespace());
    }

    private static void removed(Sandbox sandbox) {
        await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.delete().isEmpty());
    }
}
