package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Wrapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One sample in a Job of its own. Its pod does everything alone and tells it in its log, so all that is done here
/// after
/// the start is to wait for what it tells.
final class JobSandbox implements Sandbox {
    /// The steps of ours besides those of the workload are a matter of a second.
    private static final Duration STEP = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final JobPlan plan;
    private final PodPlan pod;
    private final Workload workload;
    private final JobRemoval removal;
    private @Nullable PodLog log;
    private final boolean joins;
    private @Nullable Double lived;
    private long askedAt;

    /// @param joins whether the Job is there, since a former process made it
    JobSandbox(Cluster cluster, JobPlan plan, boolean joins) {
        this.joins = joins;
        this.cluster = cluster;
        this.plan = plan;
        pod = new PodPlan(plan);
        workload = plan.order().workload();
        removal = new JobRemoval(cluster, plan);
    }

    @Override
    public void create() throws MeasuringException, InterruptedException {
        if (joins) {
            return;
        }
        var owner = new RunTables(cluster, plan.instance(), plan.settings().keepTables())
                .owner(plan.order().run());
        make("the ConfigMap", plan.given(), owner);
        var claim = pod.claim();
        if (claim.isPresent()) {
            make("the claim", claim.get(), owner);
        }
        askedAt = System.nanoTime();
        make("the Job", pod.job(), owner);
    }

    private void make(String words, HasMetadata thing, OwnerReference owner)
            throws MeasuringException, InterruptedException {
        thing.getMetadata().setOwnerReferences(List.of(owner));
        cluster.call(
                Phase.CREATE,
                "make " + words + " " + plan.name(),
                client ->
                        client.resource(thing).inNamespace(cluster.namespace()).create());
    }

    @Override
    public void start() throws MeasuringException, InterruptedException {
        var waiting = new Waiting(cluster, plan.name(), pod.claim().isPresent());
        var name = waiting.untilBegun(plan.settings().pendingDeadline());
        removal.begun();
        if (joins) {
            lived = waiting.untilEnded(name, pod.longest());
        }
        log = new PodLog(cluster, name);
        told("place", Phase.START, STEP);
    }

    @Override
    public void prove() throws MeasuringException, InterruptedException {
        var answer = Wrapper.nonce(told("place", null, STEP).text());
        if (!answer.equals(plan.order().place())) {
            throw new MeasuringException(new Failure(
                    Category.MOUNT,
                    null,
                    "expected to read " + plan.order().place() + " where it was written, got " + answer));
        }
    }

    @Override
    public Map<String, String> environment() throws MeasuringException, InterruptedException {
        var environment = new TreeMap<>(plan.node().facts());
        environment.put("image", plan.image());
        environment.putAll(Wrapper.facts(told("environment", null, STEP).text()));
        if (plan.order().benchmark().scenario() instanceof Scenario.PersistentVolume(var storageClass, var access)) {
            environment.put("storageClass", storageClass);
            environment.put("accessMode", access.word());
            var found = cluster.call(
                    null,
                    "look at storage class " + storageClass,
                    client -> client.storage()
                            .v1()
                            .storageClasses()
                            .withName(storageClass)
                            .get());
            if (found != null) {
                environment.put("storageProvisioner", found.getProvisioner());
            }
        }
        return environment;
    }

    @Override
    public Timing prepare() throws MeasuringException, InterruptedException {
        return timing("prepare", Phase.PREPARE, workload.deadlines().prepare());
    }

    @Override
    public void dropCaches() throws MeasuringException {
        throw new MeasuringException(new Failure(Category.HOST, Phase.COMMAND, KubernetesSandboxes.WARM_ONLY));
    }

    @Override
    public Timing command() throws MeasuringException, InterruptedException {
        return timing("command", Phase.COMMAND, workload.deadlines().command());
    }

    /// Seen from outside from when the Job was asked for: lines come late, so only that is certainly before the
    /// command's begin. Where we were not there, the node has seen how long the container lived.
    private Timing timing(String step, Phase phase, Duration deadline) throws MeasuringException, InterruptedException {
        var answer = told(step, phase, deadline);
        return Wrapper.timing(answer.text(), lived == null ? (answer.at() - askedAt) / 1e9 : lived);
    }

    /// No other side sees what is in a pod.
    @Override
    public Optional<Duration> settle() {
        return Optional.empty();
    }

    @Override
    public TreeSummary verify() throws MeasuringException, InterruptedException {
        var tree = Wrapper.tree(
                told("verify", Phase.VERIFY, workload.deadlines().verify()).text());
        removal.done();
        return tree;
    }

    private Telling.Answer told(String step, @Nullable Phase phase, Duration deadline)
            throws MeasuringException, InterruptedException {
        if (log == null) {
            throw new IllegalStateException("sandbox: expected start() before");
        }
        return log.await(step, phase, deadline);
    }

    @Override
    public List<String> delete() throws InterruptedException {
        var left = removal.attempt(log);
        if (left.isEmpty() && log != null) {
            log.close();
        }
        return left;
    }

    @Override
    public Optional<Duration> released() {
        return removal.released();
    }
}
