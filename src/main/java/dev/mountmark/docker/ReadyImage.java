package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.workload.Caches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has a workload's image there, with the very cache that is used everywhere else: the first image or host
/// that fills one gives it to all others.
///
/// @param image which
/// @param caches where a filled cache is kept
record ReadyImage(WorkloadImage image, Caches caches) {
    /// @param scratch folder for what is on its way to the engine
    /// @param phases gets the seconds of `pull` and `build`, where these were needed
    void makeReady(Path scratch, Map<Phase, Double> phases) throws MeasuringException, InterruptedException {
        var workload = image.workload();
        var tag = image.context().tag();
        if (workload.image().cache() != null && caches.of(workload).isEmpty()) {
            if (image.labels(tag).isEmpty()) {
                build(null, null, scratch, phases);
            }
            new ImageCache(image.engine(), image.instance(), caches).keep(tag, workload, image.deadline());
        }
        var cache = workload.image().cache() == null ? Optional.<Path>empty() : caches.of(workload);
        var digest = cache.isPresent() ? digest(cache.get()) : null;
        if (!fits(image.labels(tag), digest)) {
            build(cache.orElse(null), digest, scratch, phases);
        }
    }

    private static boolean fits(Optional<Map<String, String>> labels, @Nullable String digest) {
        return labels.isPresent()
                && (digest == null || digest.equals(labels.get().get(Labels.CACHE)));
    }

    private void build(@Nullable Path cache, @Nullable String digest, Path scratch, Map<Phase, Double> phases)
            throws MeasuringException, InterruptedException {
        var begin = System.nanoTime();
        if (image.pull()) {
            phases.merge(Phase.PULL, since(begin), Double::sum);
        }
        var built = System.nanoTime();
        image.build(cache, digest, scratch);
        phases.merge(Phase.BUILD, since(built), Double::sum);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String digest(Path cache) throws MeasuringException {
        try {
            return ContentDigest.of(cache);
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Category.HOST, Phase.BUILD, "cache in " + cache + ": " + e.getMessage()), e);
        }
    }
}
