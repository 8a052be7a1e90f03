package dev.mountmark.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import dev.mountmark.workload.Catalogue;
import dev.mountmark.workload.Settings;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadFiles;
import dev.mountmark.workload.WorkloadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The real engine that `mountmark-test.engine` names, an instance of ours that uses it, and a client of
/// its own to look at what is there.
final class TestEngine implements AutoCloseable {
    private static final Path WORKLOADS = Path.of("src/test/resources/test-workloads");

    private final RunId run = RunId.at(Instant.parse("2026-11-23T00:00:00Z"), new Random());
    private final AtomicInteger samples = new AtomicInteger();
    private final Path folder;
    private final Instance instance = new Instance("test-" + Long.toUnsignedString(System.nanoTime(), 36), "test-host");
    private final URI uri;
    private final DockerClient client;
    private final WorkloadSettings settings;
    private final WorkloadFiles files;
    private final Caches caches;
    private MountSettings mounts = DeclaredMounts.NONE;

    /// @param more settings without their prefix, names and values in turn
    TestEngine(Path folder, String... more) {
        this.folder = folder;
        uri = URI.create(property("mountmark-test.engine"));
        client = DockerClientImpl.getInstance(
                new EngineConfig(uri, RemoteApiVersion.create(1, 41)),
                new ApacheDockerHttpClient.Builder().dockerHost(uri).build());
        settings = Settings.in(
                folder.resolve("data"),
                Stream.concat(
                                Stream.of(
                                        "workload-directories",
                                        WORKLOADS.toAbsolutePath().toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
        files = new WorkloadFiles(settings);
        caches = new Caches(files, settings);
    }

    static String property(String name) {
        var value = System.getProperty(name, "");
        Assumptions.assumeFalse(
                value.isEmpty(), "needs a real container engine: run by bin/check, or with -D" + name + "=…");
        return value;
    }

    Instance instance() {
        return instance;
    }

    DockerClient client() {
        return client;
    }

    /// From now on sandboxes know these.
    void declare(MountSettings other) {
        mounts = other;
    }

    Caches caches() {
        return caches;
    }

    Runtime runtime() {
        return new Runtime(new Slug("tested"), "Tested");
    }

    Path workDirectory() {
        return folder.resolve("data/work");
    }

    DockerSandboxes sandboxes() {
        return sandboxes(uri, Optional.empty());
    }

    DockerSandboxes sandboxes(URI endpoint, Optional<String> engineWorkDirectory) {
        return sandboxes(instance, endpoint, engineWorkDirectory);
    }

    DockerSandboxes sandboxes(Instance other, URI endpoint, Optional<String> engineWorkDirectory) {
        return sandboxes(other, endpoint, engineWorkDirectory, Map.of());
    }

    /// @param more settings by their whole names
    DockerSandboxes sandboxes(
            Instance other, URI endpoint, Optional<String> engineWorkDirectory, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("mountmark.discovery", "false");
        settings.put("mountmark.runtimes.tested.endpoint", endpoint.toString());
        settings.put("mountmark.runtimes.tested.name", "Tested");
        engineWorkDirectory.ifPresent(path -> settings.put("mountmark.runtimes.tested.engine-work-directory", path));
        return new DockerSandboxes(other, Engines.settings(settings), Engines.discovery(settings), contexts());
    }

    private WorkloadContexts contexts() {
        return new WorkloadContexts(settings, files, new WorkloadEnvironment(settings), caches, mounts);
    }

    Workload workload(String name) {
        var workload = new Catalogue(files, settings).named(name).orElseThrow();
        var image = workload.image();
        return workload.withImage(
                new Workload.Image(property("mountmark-test.base-image"), image.tools(), image.cache()));
    }

    Workload ready(String name) throws MeasuringException, InterruptedException {
        var workload = workload(name);
        sandboxes().makeReady(runtime(), workload, _ -> {});
        return workload;
    }

    SampleOrder order(Scenario scenario, Workload workload) {
        return new SampleOrder(
                run,
                samples.incrementAndGet(),
                1,
                false,
                new Benchmark(runtime(), scenario, workload.name(), workload.digest()),
                workload,
                Cache.WARM);
    }

    /// Names of containers and volumes that carry our instance's label, and what lies in our part of the
    /// work directory.
    List<String> left() {
        var mine = Labels.of(instance);
        var containers = client.listContainersCmd().withShowAll(true).withLabelFilter(mine).exec().stream()
                .map(container -> container.getNames()[0]);
        var volumes = client.listVolumesCmd().withFilter("label", Labels.filter(mine)).exec().getVolumes().stream()
                .map(volume -> volume.getName());
        return Stream.of(containers, volumes, folders()).flatMap(names -> names).toList();
    }

    private Stream<String> folders() {
        var ours = workDirectory().resolve(instance.id());
        try (var paths = Files.exists(ours) ? Files.list(ours) : Stream.<Path>empty()) {
            return paths.map(Path::toString).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes all of ours, the images too.
    @Override
    public void close() throws IOException {
        sandboxes().reap();
        for (var image :
                client.listImagesCmd().withLabelFilter(Labels.of(instance)).exec()) {
            client.removeImageCmd(image.getId()).withForce(true).exec();
        }
        sandboxes().reap();
        client.close();
    }
}
