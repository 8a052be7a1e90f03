package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Removes what was made for samples and carries given labels, and nothing else.
final class Leftovers {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Map<String, String> labels;
    private final Set<String> volumes = new HashSet<>();
    private @Nullable Long claimsGone;
    private @Nullable Duration released;

    /// @param labels all of them, each with its value
    Leftovers(Cluster cluster, Map<String, String> labels) {
        this.cluster = cluster;
        this.labels = Map.copyOf(labels);
    }

    /// One attempt, which waits for nothing.
    ///
    /// @return what is still there, by kind and name
    List<String> remove() throws MeasuringException, InterruptedException {
        cluster.call(
                Phase.DELETE,
                "remove Jobs",
                client -> jobs(client)
                        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                        .delete());
        cluster
                .call(
                        Phase.DELETE,
                        "look for claims",
                        client -> claims(client).list().getItems())
                .stream()
                .map(claim -> Objects.toString(claim.getSpec().getVolumeName(), ""))
                .filter(volume -> !volume.isEmpty())
                .forEach(volumes::add);
        cluster.call(Phase.DELETE, "remove claims", client -> claims(client).delete());
        cluster.call(
                Phase.DELETE,
                "remove ConfigMaps",
                client -> ours(client.configMaps()).delete());
        return left();
    }

    /// Until nothing is left, or the deadline.
    List<String> removeWithin(Duration deadline) throws MeasuringException, InterruptedException {
        var end = System.nanoTime() + deadline.toNanos();
        var left = remove();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            left = remove();
        }
        return left;
    }

    /// How long volumes were still there when all that claimed them was gone; empty without any, or while one is there.
    Optional<Duration> released() {
        return Optional.ofNullable(released);
    }

    private FilterWatchListDeletable<Job, JobList, ScalableResource<Job>> jobs(KubernetesClient client) {
        return ours(client.batch().v1().jobs());
    }

    private FilterWatchListDeletable<PersistentVolumeClaim, PersistentVolumeClaimList, Resource<PersistentVolumeClaim>>
            claims(KubernetesClient client) {
        return ours(client.persistentVolumeClaims());
    }

    /// Those of samples: the ConfigMap of a run with its table stays.
    private <T extends HasMetadata, L, R extends Resource<T>> FilterWatchListDeletable<T, L, R> ours(
            MixedOperation<T, L, R> all) {
        return all.inNamespace(cluster.namespace()).withLabels(labels).withLabel(Labels.SAMPLE);
    }

    private List<String> left() throws MeasuringException, InterruptedException {
        var left = new ArrayList<String>();
        add(left, "Job", client -> jobs(client).list().getItems());
        add(left, "pod", client -> ours(client.pods()).list().getItems());
        add(left, "claim", client -> claims(client).list().getItems());
        var now = System.nanoTime();
        if (left.isEmpty() && claimsGone == null) {
            claimsGone = now;
        }
        for (var volume : volumes) {
            if (remains(volume)) {
                left.add("persistent volume " + volume);
            }
        }
        if (left.isEmpty() && claimsGone != null && released == null && !volumes.isEmpty()) {
            released = Duration.ofNanos(now - claimsGone);
        }
        return left;
    }

    /// A class may say that volumes are kept when nobody claims them any more: those are the cluster's.
    private boolean remains(String volume) throws MeasuringException, InterruptedException {
        var found = cluster.call(
                Phase.DELETE,
                "look at persistent volume " + volume,
                client -> client.persistentVolumes().withName(volume).get());
        return found != null && "Delete".equals(found.getSpec().getPersistentVolumeReclaimPolicy());
    }

    private void add(
            List<String> left,
            String kind,
            Function<KubernetesClient, ? extends List<? extends @Nullable HasMetadata>> list)
            throws MeasuringException, InterruptedException {
        cluster.<List<? extends @Nullable HasMetadata>>call(Phase.DELETE, "look for what is left", list::apply).stream()
                .filter(Objects::nonNull)
                .map(thing -> kind + " " + thing.getMetadata().getName())
                .forEach(left::add);
    }
}
