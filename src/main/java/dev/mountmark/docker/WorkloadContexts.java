package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadFiles;
import dev.mountmark.workload.WorkloadSettings;
import dev.mountmark.workload.Wrapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Puts together what a workload needs in an engine, out of its files and the settings.
@ApplicationScoped
public class WorkloadContexts {
    private final WorkloadSettings settings;
    private final WorkloadFiles files;
    private final WorkloadEnvironment environment;
    private final Caches caches;
    private final MountSettings mounts;

    public WorkloadContexts(
            WorkloadSettings settings,
            WorkloadFiles files,
            WorkloadEnvironment environment,
            Caches caches,
            MountSettings mounts) {
        this.settings = settings;
        this.files = files;
        this.environment = environment;
        this.caches = caches;
        this.mounts = mounts;
    }

    Path workDirectory() {
        return settings.workDirectory();
    }

    MountSettings mounts() {
        return mounts;
    }

    /// How the workload's image is called.
    String tag(Workload workload) {
        return context(workload).tag();
    }

    /// The longest that making an image may take.
    Duration buildDeadline() {
        return settings.build().deadline();
    }

    ReadyImage image(Engine engine, Instance instance, Workload workload, Consumer<String> progress)
            throws MeasuringException {
        var build = settings.build();
        var image = new WorkloadImage(
                engine,
                instance,
                workload,
                context(workload).withTrust(trusted()),
                build.network(),
                buildDeadline(),
                progress);
        return new ReadyImage(image, caches);
    }

    Surroundings surroundings(Endpoint endpoint, Instance instance, Workload workload) {
        return new Surroundings(
                instance,
                endpoint,
                tag(workload),
                files.tree(workload),
                environment.of(workload, ContainerPlan.CACHE),
                mounts,
                settings.minimumFreeSpace().asLongValue());
    }

    /// A folder for what is on its way to an engine; removed with all else of this instance.
    Path scratch(Endpoint endpoint, Instance instance) {
        return endpoint.workDirectory().resolve(instance.id());
    }

    private BuildContext context(Workload workload) {
        var content = new TreeMap<String, byte[]>();
        files.of(workload).forEach((path, bytes) -> {
            if (path.equals(BuildContext.DOCKERFILE) || path.startsWith(BuildContext.TREE + "/")) {
                content.put(path, bytes);
            }
        });
        content.put(Wrapper.FILE, Wrapper.script());
        var arguments = new TreeMap<String, String>();
        arguments.put(BuildContext.BASE, workload.image().base());
        arguments.put(BuildContext.VOLUME_PATH, workload.volumePath() == null ? "" : workload.volumePath());
        var fill = workload.image().cache();
        if (fill != null) {
            arguments.put(BuildContext.FILL, fill);
            arguments.put(BuildContext.NPM_REGISTRY, settings.npm().registry().toString());
        }
        return BuildContext.of(workload, content, arguments, fill == null ? "" : caches.key(workload));
    }

    private byte[] trusted() throws MeasuringException {
        var bundle = settings.build().caBundle();
        try {
            return bundle.isPresent() ? Files.readAllBytes(bundle.get()) : new byte[0];
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(
                            Category.HOST,
                            Phase.BUILD,
                            "mountmark.build.ca-bundle: expected a file that can be read, got " + e.getMessage()),
                    e);
        }
    }
}
