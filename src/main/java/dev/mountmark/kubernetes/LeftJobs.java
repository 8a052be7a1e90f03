package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sandboxes.Unattended;
import dev.mountmark.benchmark.Slug;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Jobs of samples that a former process of ours made.
///
/// @param cluster where
/// @param instance that we are
record LeftJobs(Cluster cluster, Instance instance) {
    /// In the order in which they were made.
    List<Unattended> all() throws MeasuringException, InterruptedException {
        return cluster
                .call(
                        null,
                        "look for Jobs that are left",
                        client -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(cluster.namespace())
                                .withLabels(Labels.of(instance))
                                .list())
                .getItems()
                .stream()
                .flatMap(job -> of(job).stream())
                .sorted(Comparator.comparing(Unattended::startedAt).thenComparing(Unattended::number))
                .toList();
    }

    /// Empty for a Job that takes no sample, or that somebody has changed.
    private static Optional<Unattended> of(Job job) {
        var labels = orNone(job.getMetadata().getLabels());
        var annotations = orNone(job.getMetadata().getAnnotations());
        try {
            return annotations.containsKey(Labels.SCENARIO)
                    ? Optional.of(new Unattended(
                            new RunId(labels.getOrDefault(Labels.RUN, "")),
                            Integer.parseInt(labels.getOrDefault(Labels.SAMPLE, "")),
                            Integer.parseInt(annotations.getOrDefault(Labels.ROUND, "")),
                            Boolean.parseBoolean(annotations.getOrDefault(Labels.WARMUP, "")),
                            new Slug(annotations.getOrDefault(Labels.RUNTIME, "")),
                            annotations.getOrDefault(Labels.SCENARIO, ""),
                            new Slug(annotations.getOrDefault(Labels.WORKLOAD, "")),
                            Instant.parse(job.getMetadata().getCreationTimestamp())))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
