package dev.mountmark.host;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import dev.mountmark.workload.Space;
import dev.mountmark.workload.Trees;
import dev.mountmark.workload.WorkloadFiles;
import dev.mountmark.workload.WorkloadSettings;
import dev.mountmark.workload.Wrapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/// Fills the caches of workloads with the tools of the host.
@ApplicationScoped
class HostCaches {
    private final Instance instance;
    private final HostWrapper wrapper;
    private final HostEnvironment environment;
    private final Caches caches;
    private final WorkloadFiles files;
    private final Duration deadline;

    HostCaches(
            Instance instance,
            HostWrapper wrapper,
            HostEnvironment environment,
            Caches caches,
            WorkloadFiles files,
            WorkloadSettings settings) {
        this.instance = instance;
        this.wrapper = wrapper;
        this.environment = environment;
        this.caches = caches;
        this.files = files;
        deadline = settings.build().deadline();
    }

    /// Runs the workload's command for that in a copy of its tree.
    void fill(Workload workload, String command) throws MeasuringException, InterruptedException {
        try (var filling = caches.fill(workload)) {
            var work = Files.createDirectory(filling.scratch().resolve("work"));
            Trees.write(files.tree(workload), work);
            run(workload, command, filling, work.toString());
            filling.keep();
        } catch (IOException e) {
            throw new MeasuringException(
                    failure(Failure.Category.HOST, workload, "expected that it can be written, got " + e), e);
        }
    }

    private void run(Workload workload, String command, Caches.Filling filling, String work)
            throws MeasuringException, InterruptedException {
        var mark = instance.id() + "/cache-" + workload.name() + "/";
        var call = new HostWrapper.Call(
                environment.withNetwork(filling.folder(), filling.scratch()), mark, Phase.BUILD, deadline);
        try {
            var log = filling.scratch().resolve("log").toString();
            var ended = wrapper.call(call, "time", work, log, command);
            var timing = Wrapper.timing(ended.stdout(), ended.seconds());
            if (timing.exitCode() != 0) {
                var category = Space.ranOut(timing.lastLines()) ? Failure.Category.SPACE : Failure.Category.HOST;
                throw new MeasuringException(new Failure(
                        category,
                        Phase.BUILD,
                        failure(category, workload, "expected that image.cache ends with 0, got " + timing.exitCode())
                                .message(),
                        timing.exitCode(),
                        timing.lastLines()));
            }
        } finally {
            Survivors.marked(mark).end();
        }
    }

    private static Failure failure(Failure.Category category, Workload workload, String problem) {
        return new Failure(
                category, Phase.BUILD, "The cache of " + workload.name() + " could not be filled: " + problem);
    }
}
