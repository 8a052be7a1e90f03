package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node as a runtime.
///
/// @param name that the cluster knows it by
/// @param runtime what it is to us
/// @param unavailable why nothing can be measured there, absent when something can
/// @param facts by the names used in `/runtimes` and on samples
record ClusterNode(String name, Runtime runtime, @Nullable String unavailable, Map<String, String> facts) {
    static final String KIND = "Kubernetes";
    private static final int LONGEST_SLUG = 63;

    ClusterNode {
        facts = Map.copyOf(facts);
    }

    static ClusterNode of(Cluster cluster, Node node) {
        var name = node.getMetadata().getName();
        return new ClusterNode(
                name,
                new Runtime(slug(cluster.name(), name), "Kubernetes " + name),
                unavailable(node).orElse(null),
                facts(node));
    }

    /// Letters, digits and single dashes of both names.
    static Slug slug(String cluster, String node) {
        var plain = ("k8s-" + cluster + "-" + node)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
        return new Slug(
                plain.substring(0, Math.min(plain.length(), LONGEST_SLUG)).replaceAll("-$", ""));
    }

    private static Optional<String> unavailable(Node node) {
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            return Optional.of("node: expected one that takes pods, got "
                    + node.getMetadata().getName() + ", which is cordoned");
        }
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready")
                        && !condition.getStatus().equals("True"))
                .findFirst()
                .map(condition -> "node: expected one that is ready, got "
                        + node.getMetadata().getName() + ": " + condition.getMessage());
    }

    private static Map<String, String> facts(Node node) {
        var info = node.getStatus().getNodeInfo();
        var facts = new TreeMap<String, String>();
        facts.put("kind", KIND);
        facts.put("node", node.getMetadata().getName());
        if (info != null) {
            facts.put("engineVersion", info.getContainerRuntimeVersion());
            facts.put("engineKernel", info.getKernelVersion());
            facts.put("engineSystem", info.getOsImage());
            facts.put("engineArchitecture", info.getArchitecture());
            facts.put("kubernetesVersion", info.getKubeletVersion());
        }
        return facts;
    }
}
