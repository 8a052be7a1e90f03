package dev.mountmark.host;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.WorkloadFiles;
import dev.mountmark.workload.WorkloadSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The host as a runtime: `native`, measured by children of the service.
@ApplicationScoped
public class HostSandboxes implements Sandboxes {
    private final Instance instance;
    private final WorkloadSettings settings;
    private final WorkloadFiles files;
    private final Caches caches;
    private final HostCaches hostCaches;
    private final HostEnvironment environment;
    private final HostWrapper wrapper;
    private final HostStatus status;

    HostSandboxes(
            Instance instance,
            WorkloadSettings settings,
            WorkloadFiles files,
            Caches caches,
            HostCaches hostCaches,
            HostEnvironment environment,
            HostWrapper wrapper,
            HostStatus status) {
        this.instance = instance;
        this.settings = settings;
        this.files = files;
        this.caches = caches;
        this.hostCaches = hostCaches;
        this.environment = environment;
        this.wrapper = wrapper;
        this.status = status;
    }

    @Override
    public List<RuntimeStatus> runtimes(Set<Slug> named) {
        return List.of(status.status());
    }

    @Override
    public Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException, InterruptedException {
        var missing = status.missing(workload);
        if (missing.isPresent()) {
            throw new MeasuringException(new Failure(Failure.Category.HOST, Phase.BUILD, missing.get()));
        }
        var command = workload.image().cache();
        if (command == null || caches.of(workload).isPresent()) {
            return Map.of();
        }
        progress.accept("Filling the cache of " + workload.name() + " on the host");
        var began = System.nanoTime();
        hostCaches.fill(workload, command);
        return Map.of(Phase.BUILD, (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public Sandbox open(SampleOrder order) {
        var workload = order.workload();
        var folder = WorkFolder.of(workDirectory(), instance, order);
        // A workload without a cache gets a path where nothing is.
        var cache = caches.of(workload).orElse(folder.folder().resolve("cache"));
        return new HostSandbox(
                wrapper,
                workload,
                new HostSandbox.Place(
                        folder,
                        files.tree(workload),
                        settings.minimumFreeSpace().asLongValue(),
                        environment.of(workload, cache, folder.home(), folder.temporary()),
                        instance.id() + "/" + order.place() + "/"));
    }

    @Override
    public List<String> reap() {
        var left = new ArrayList<String>();
        try {
            left.addAll(Survivors.marked(instance.id() + "/").end());
            left.addAll(WorkFolder.deleteAll(workDirectory(), instance));
            left.addAll(caches.removeUnfinished());
        } catch (IOException e) {
            left.add("caches (" + e + ")");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            left.add("interrupted before all was removed");
        }
        return left;
    }

    private Path workDirectory() {
        return settings.workDirectory().toAbsolutePath();
    }
}
