package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.RuntimeStatus.Way;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The nodes of a cluster. Where none is set nothing of its client is ever loaded.
@ApplicationScoped
public class KubernetesSandboxes implements Sandboxes {
    static final String WARM_ONLY =
            "cache=cold: expected a runtime on this kernel, got a node of a cluster; take cache=warm";
    private static final Logger LOG = Logger.getLogger(KubernetesSandboxes.class);
    private static final Duration REAPING = Duration.ofMinutes(1);
    private static final String FOUND_BY = "mountmark.kubernetes";

    private final Instance instance;
    private final KubernetesSettings settings;
    private final WorkloadFiles files;
    private final WorkloadEnvironment environment;
    private final Supplier<Optional<Cluster>> opening;
    private final Map<Slug, ClusterNode> seen = new ConcurrentHashMap<>();
    private final Set<String> unattended = ConcurrentHashMap.newKeySet();
    private @Nullable Cluster cluster;

    @Inject
    public KubernetesSandboxes(
            Instance instance, KubernetesSettings settings, WorkloadFiles files, WorkloadEnvironment environment) {
        this(
                instance,
                settings,
                files,
                environment,
                () -> settings.namespace().map(namespace -> Cluster.of(settings, namespace)));
    }

    KubernetesSandboxes(
            Instance instance,
            KubernetesSettings settings,
            WorkloadFiles files,
            WorkloadEnvironment environment,
            Supplier<Optional<Cluster>> opening) {
        this.instance = instance;
        this.settings = settings;
        this.files = files;
        this.environment = environment;
        this.opening = opening;
    }

    private synchronized Optional<Cluster> cluster() {
        if (cluster == null) {
            cluster = opening.get().orElse(null);
        }
        return Optional.ofNullable(cluster);
    }

    @Override
    public List<RuntimeStatus> runtimes(Set<Slug> named) {
        return cluster().map(this::nodes).orElse(List.of());
    }

    private List<RuntimeStatus> nodes(Cluster of) {
        try {
            var found = of
                    .call(
                            null,
                            "list nodes",
                            client -> (settings.nodes().isPresent()
                                            ? client.nodes()
                                                    .withLabelSelector(
                                                            settings.nodes().get())
                                            : client.nodes())
                                    .list())
                    .getItems()
                    .stream()
                    .map(node -> ClusterNode.of(of, node))
                    .toList();
            found.forEach(node -> seen.put(node.runtime().slug(), node));
            var offers = new ClusterOffers(settings, classes(of));
            return seen.values().stream()
                    .map(node -> status(
                            of,
                            node,
                            offers,
                            found.contains(node)
                                    ? node.unavailable()
                                    : "node: expected " + node.name() + " in the cluster, found it no more"))
                    .sorted(Comparator.comparing(RuntimeStatus::runtime))
                    .toList();
        } catch (MeasuringException e) {
            return silent(of, e.failure().message());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(of, "interrupted while asking the cluster");
        }
    }

    private List<RuntimeStatus> silent(Cluster of, String reason) {
        var offers = new ClusterOffers(settings, settings.storageClasses().orElse(List.of()));
        var known = seen.isEmpty()
                ? List.of(new ClusterNode(
                        "",
                        new Runtime(ClusterNode.slug(of.name(), ""), ClusterNode.KIND + " " + of.name()),
                        reason,
                        Map.of()))
                : seen.values();
        return known.stream().map(node -> status(of, node, offers, reason)).toList();
    }

    private static RuntimeStatus status(
            Cluster of, ClusterNode node, ClusterOffers offers, @Nullable String unavailable) {
        return new RuntimeStatus(
                node.runtime(),
                of.address(),
                unavailable,
                node.facts(),
                Map.of(),
                offers.all(unavailable),
                WARM_ONLY,
                new Way(of.inside(), true, List.of(FOUND_BY)));
    }

    private static List<String> classes(Cluster of) throws MeasuringException, InterruptedException {
        return of
                .call(
                        null,
                        "list storage classes",
                        client -> client.storage().v1().storageClasses().list())
                .getItems()
                .stream()
                .map(one -> one.getMetadata().getName())
                .toList();
    }

    @Override
    public Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException {
        image(workload);
        return Map.of();
    }

    private String image(Workload workload) throws MeasuringException {
        var chosen = settings.images().get(workload.name().value());
        if (chosen == null && workload.image().cache() != null) {
            throw new MeasuringException(new Failure(
                    Category.IMAGE,
                    Phase.PULL,
                    "mountmark.kubernetes.images." + workload.name()
                            + ": expected the name of an image with the workload's cache, got none; mountmark workload"
                            + " image makes one"));
        }
        return chosen == null ? workload.image().base() : chosen;
    }

    @Override
    public Sandbox open(SampleOrder order) {
        var runtime = order.benchmark().runtime().slug();
        var of = cluster().orElseThrow(() -> new IllegalArgumentException("runtime: " + runtime + " is of no cluster"));
        if (!seen.containsKey(runtime)) {
            nodes(of);
        }
        var node = seen.get(runtime);
        if (node == null) {
            throw new IllegalArgumentException("runtime: expected one of " + seen.keySet() + ", got " + runtime);
        }
        try {
            return new JobSandbox(
                    of,
                    new JobPlan(
                            instance,
                            order,
                            node,
                            settings,
                            image(order.workload()),
                            files.tree(order.workload()),
                            environment.of(order.workload(), JobPlan.CACHE)),
                    unattended.remove(order.place()));
        } catch (MeasuringException e) {
            throw new IllegalStateException("made ready before", e);
        }
    }

    @Override
    public List<Unattended> unattended() {
        return cluster().map(this::unattended).orElse(List.of());
    }

    private List<Unattended> unattended(Cluster of) {
        try {
            var left = new LeftJobs(of, instance).all();
            left.forEach(one -> unattended.add(one.run() + "-" + one.number()));
            return left;
        } catch (MeasuringException e) {
            LOG.infof("%s: %s", of.address(), e.failure().message());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public boolean takesTables() {
        return cluster().isPresent();
    }

    @Override
    public void post(RunId run, String table) {
        cluster().ifPresent(of -> post(of, run, table));
    }

    private void post(Cluster of, RunId run, String table) {
        try {
            new RunTables(of, instance, settings.keepTables()).write(run, table);
        } catch (MeasuringException e) {
            LOG.warnf("%s: %s", of.address(), e.failure().message());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> reap() {
        return cluster().map(this::reap).orElse(List.of());
    }

    private List<String> reap(Cluster of) {
        try {
            return new Leftovers(of, Labels.of(instance)).removeWithin(REAPING);
        } catch (MeasuringException e) {
            LOG.infof("%s: nothing removed there: %s", of.address(), e.failure().message());
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(of.address() + ": interrupted while removing");
        }
    }
}
