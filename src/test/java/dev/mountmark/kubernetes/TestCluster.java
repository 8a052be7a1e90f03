package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Catalogue;
import dev.mountmark.workload.Settings;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The real cluster whose kubeconfig `mountmark-test.kubernetes` names, a namespace of our own there, and an
/// instance of ours that uses it.
final class TestCluster implements AutoCloseable {
    static final String IMAGE = "localhost/busybox:1";
    private static final Path WORKLOADS = Path.of("src/test/resources/test-workloads");

    private final RunId run = RunId.at(Instant.parse("2026-11-23T00:00:00Z"), new Random());
    private final AtomicInteger samples = new AtomicInteger();
    private final String namespace = "mountmark-test-" + Long.toUnsignedString(System.nanoTime(), 36);
    private final Instance instance = new Instance(namespace, "test-host");
    private final KubernetesClient client;
    private final File kubeconfig;
    private final WorkloadFiles files;
    private final Catalogue catalogue;
    private final WorkloadEnvironment environment;

    /// @param folder for data
    TestCluster(Path folder) {
        var named = System.getProperty("mountmark-test.kubernetes", "");
        Assumptions.assumeFalse(
                named.isEmpty(), "needs a real cluster: run by bin/check, or with -Dmountmark-test.kubernetes=…");
        kubeconfig = new File(named);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        var settings = Settings.in(
                folder.resolve("data"),
                "workload-directories",
                WORKLOADS.toAbsolutePath().toString());
        files = new WorkloadFiles(settings);
        catalogue = new Catalogue(files, settings);
        environment = new WorkloadEnvironment(settings);
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    /// @param more settings without their prefix, names and values in turn
    KubernetesSandboxes sandboxes(String... more) {
        var all = new HashMap<String, String>();
        for (var i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        all.putIfAbsent("namespace", namespace);
        all.putIfAbsent("kubeconfig", kubeconfig.toString());
        all.putIfAbsent("name", "test");
        // The image's own folders are root's.
        all.putIfAbsent("user", "0");
        return new KubernetesSandboxes(instance, settings(all), files, environment);
    }

    /// @param properties without their prefix
    static KubernetesSettings settings(Map<String, String> properties) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(KubernetesSettings.class);
        properties.forEach((name, value) -> builder.withDefaultValue("mountmark.kubernetes." + name, value));
        return builder.build().getConfigMapping(KubernetesSettings.class);
    }

    Workload workload(String name) {
        var workload = catalogue.named(name).orElseThrow();
        return workload.withImage(new Workload.Image(
                IMAGE, workload.image().tools(), workload.image().cache()));
    }

    static Runtime node(KubernetesSandboxes sandboxes) {
        return sandboxes.runtimes().stream()
                .filter(RuntimeStatus::available)
                .findFirst()
                .orElseThrow()
                .runtime();
    }

    SampleOrder order(Runtime runtime, Scenario scenario, Workload workload) {
        return new SampleOrder(
                run,
                samples.incrementAndGet(),
                1,
                false,
                new Benchmark(runtime, scenario, workload.name(), workload.digest()),
                workload,
                Cache.WARM);
    }

    /// Kinds and names of all that samples of our instance made, and of the volumes that were made for our claims.
    List<String> left() {
        var mine = Labels.of(instance);
        Stream<? extends HasMetadata> things = Stream.of(
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withLabels(mine)
                                .withLabel(Labels.SAMPLE)
                                .list()
                                .getItems(),
                        client.pods()
                                .inNamespace(namespace)
                                .withLabels(mine)
                                .withLabel(Labels.SAMPLE)
                                .list()
                                .getItems(),
                        client.configMaps()
                                .inNamespace(namespace)
                                .withLabels(mine)
                                .withLabel(Labels.SAMPLE)
                                .list()
                                .getItems(),
                        client.persistentVolumeClaims()
                                .inNamespace(namespace)
                                .withLabels(mine)
                                .withLabel(Labels.SAMPLE)
                                .list()
                                .getItems())
                .flatMap(List::stream);
        var volumes = client.persistentVolumes().list().getItems().stream()
                .filter(volume -> volume.getSpec().getClaimRef() != null
                        && namespace.equals(volume.getSpec().getClaimRef().getNamespace()));
        return Stream.concat(things, volumes)
                .map(thing -> thing.getKind() + " " + thing.getMetadata().getName())
                .toList();
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
