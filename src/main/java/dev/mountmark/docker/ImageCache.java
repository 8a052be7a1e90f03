package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.TreeMap;

/// Takes the cache that an image has filled out of it, so that the same bytes can be used everywhere.
///
/// @param engine that has the image
/// @param instance whose labels are used meanwhile
/// @param caches where it is kept
record ImageCache(Engine engine, Instance instance, Caches caches) {
    void keep(String image, Workload workload, Duration deadline) throws MeasuringException, InterruptedException {
        var labels = new TreeMap<>(Labels.of(instance));
        labels.put(Labels.SAMPLE, "cache-of-" + workload.name());
        // A container that is never started: only from one can files be read.
        var container = engine.call(
                new Step(Phase.BUILD, "open the image " + image, deadline),
                client -> client.createContainerCmd(image)
                        .withLabels(labels)
                        .withEntrypoint("true")
                        .exec()
                        .getId());
        try {
            engine.call(new Step(Phase.BUILD, "copy the cache out of " + image, deadline), client -> {
                try (var tar = client.copyArchiveFromContainerCmd(container, ContainerPlan.CACHE)
                        .exec()) {
                    return caches.keep(workload, tar, BuildContext.CACHE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (MeasuringException e) {
            throw new MeasuringException(
                    new Failure(Category.IMAGE, Phase.BUILD, "cache of " + workload.name() + ": " + e.getMessage()), e);
        } finally {
            new Leftovers(engine, labels, deadline).remove();
        }
    }
}
