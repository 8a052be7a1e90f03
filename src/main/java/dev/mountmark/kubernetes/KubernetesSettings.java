package dev.mountmark.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cluster to measure on.
@ConfigMapping(prefix = "mountmark.kubernetes")
public interface KubernetesSettings {
    /// Where the Jobs are made. Without it no cluster is called.
    Optional<String> namespace();

    /// How to get to the cluster. In a pod its service account when there is none, elsewhere what
    /// `KUBECONFIG` names, else `~/.kube/config`.
    Optional<Path> kubeconfig();

    /// Which of that file's contexts; its current one when there is none.
    Optional<String> context();

    /// The cluster's name in slugs, `k8s-<name>-<node>`; that of the context when there is none, in a
    /// pod `cluster`.
    Optional<String> name();

    /// Which nodes are runtimes, as a label selector: `disk=ssd,!spot`. All of them when there is none.
    Optional<String> nodes();

    /// By workload: the image of its pods, best by digest. A workload without a cache needs no other than its
    /// base image.
    Map<String, String> images();

    /// The folder on each node in which `bind-mount` works; without it the scenario is not offered. Needs a
    /// namespace whose Pod Security level is `privileged`.
    Optional<String> hostPath();

    /// Those of the cluster's storage classes that are scenarios; all of them when there is none, none
    /// for an empty list.
    Optional<List<String>> storageClasses();

    /// What claims ask for; each is a scenario of its own.
    @WithDefault("ReadWriteOnce")
    List<String> accessModes();

    /// What each claim asks for.
    @WithDefault("2Gi")
    String volumeSize();

    /// The user that the work is in a pod. 0 is needed where nobody else may write to `/work` of an image,
    /// and is refused by namespaces of the Pod Security level `restricted`.
    @WithDefault("65532")
    long user();

    /// How long a pod may take until it runs. Too short a time fails samples on a cluster that has to pull
    /// or to make a volume first.
    @WithDefault("PT2M")
    Duration pendingDeadline();

    /// How long a finished Job is kept for a service that does not come back; the last resort, since
    /// a service that does come back removes it.
    @WithDefault("PT24H")
    Duration keepFinished();

    /// How many ConfigMaps with tables of former runs stay in the cluster. With 0 there is only that of the newest
    /// run.
    @WithDefault("20")
    int keepTables();
}
