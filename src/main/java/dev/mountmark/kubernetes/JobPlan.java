package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Wrapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is made in the cluster for one sample, but for the pod.
///
/// @param instance that we are
/// @param order the sample
/// @param node where
/// @param settings of the cluster
/// @param image of the pod
/// @param tree content by path
/// @param environment of every command
record JobPlan(
        Instance instance,
        SampleOrder order,
        ClusterNode node,
        KubernetesSettings settings,
        String image,
        SortedMap<String, byte[]> tree,
        SortedMap<String, String> environment) {
    static final String CACHE = "/mountmark/cache";
    static final String GIVEN = "/mountmark/given";
    static final String SCRIPT = "sample.sh";

    /// A cluster takes objects of 1 MiB, and Base64 needs a third of that.
    private static final int MOST_BYTES = 700 << 10;

    /// Of everything that is made for the sample.
    String name() {
        return "mountmark-" + order.place();
    }

    ObjectMeta metadata() {
        return new ObjectMetaBuilder()
                .withName(name())
                .withLabels(Labels.of(instance, order))
                .build();
    }

    /// Where the work is done.
    String work() {
        return onNode() ? PodPlan.HOST + "/" + instance.id() + "/" + order.place() : PodPlan.WORK;
    }

    boolean onNode() {
        return order.benchmark().scenario() instanceof Scenario.BindMount;
    }

    /// The scripts, the tree, and what the workload says.
    ConfigMap given() throws MeasuringException {
        var files = files();
        var bytes = files.values().stream().mapToLong(file -> file.length).sum();
        if (bytes > MOST_BYTES) {
            throw new MeasuringException(new Failure(
                    Category.HOST,
                    Phase.CREATE,
                    "workload %s: expected files of at most %d bytes to start from in a cluster, got %d"
                            .formatted(order.workload().name(), MOST_BYTES, bytes)));
        }
        var data = new TreeMap<String, String>();
        paths(files)
                .forEach((key, path) ->
                        data.put(key, Base64.getEncoder().encodeToString(Objects.requireNonNull(files.get(path)))));
        return new ConfigMapBuilder()
                .withMetadata(metadata())
                .withImmutable(true)
                .withBinaryData(data)
                .build();
    }

    /// The same as a volume, with each file at its path.
    ConfigMapVolumeSource volume() {
        var items = new ArrayList<KeyToPath>();
        paths(files()).forEach((key, path) -> items.add(new KeyToPath(key, null, path)));
        return new ConfigMapVolumeSourceBuilder()
                .withName(name())
                .withItems(items)
                .build();
    }

    private SortedMap<String, byte[]> files() {
        var workload = order.workload();
        var files = new TreeMap<String, byte[]>();
        files.put(Wrapper.FILE, Wrapper.script());
        files.put(SCRIPT, script());
        files.put("software", text(workload.software()));
        files.put("prepare", text(Objects.requireNonNullElse(workload.prepare(), "")));
        files.put("command", text(workload.command()));
        files.put("exclude", text(excluded(workload)));
        tree.forEach((path, content) -> files.put("tree/" + path, content));
        return files;
    }

    private static String excluded(Workload workload) {
        return workload.verify().exclude().stream().map(path -> path + "\n").collect(Collectors.joining());
    }

    /// A key has no slash.
    private static Map<String, String> paths(SortedMap<String, byte[]> files) {
        var paths = new TreeMap<String, String>();
        files.keySet().forEach(path -> paths.put("file-" + paths.size(), path));
        return paths;
    }

    static byte[] script() {
        try (var stream = Objects.requireNonNull(JobPlan.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
