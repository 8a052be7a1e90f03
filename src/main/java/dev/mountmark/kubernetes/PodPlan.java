package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The Job of one sample, and the claim that its pod mounts.
///
/// @param plan of the sample
record PodPlan(JobPlan plan) {
    static final String WORK = "/work";
    static final String HOST = "/mountmark/host";
    static final String CONTAINER = "sample";

    private static final String FILES = "files";
    /// For what is done between the steps.
    private static final Duration SLACK = Duration.ofMinutes(2);

    Job job() {
        return job(
                new ObjectMetaBuilder(plan.metadata())
                        .withAnnotations(Labels.annotations(plan.order()))
                        .build(),
                longest(),
                plan.settings().keepFinished(),
                pod());
    }

    /// A Job that is tried once.
    ///
    /// @param metadata whose labels its pod has, too
    /// @param longest then the cluster ends it
    /// @param kept how long the cluster keeps it after its end
    static Job job(ObjectMeta metadata, Duration longest, Duration kept, PodSpec pod) {
        return new JobBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(longest.toSeconds())
                .withTtlSecondsAfterFinished((int) kept.toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(metadata.getLabels())
                .endMetadata()
                .withSpec(pod)
                .endTemplate()
                .endSpec()
                .build();
    }

    /// What all its steps may take together: then the cluster ends it, should we not be there to do it.
    Duration longest() {
        var deadlines = plan.order().workload().deadlines();
        return plan.settings()
                .pendingDeadline()
                .plus(deadlines.prepare())
                .plus(deadlines.command())
                .plus(deadlines.verify())
                .plus(deadlines.delete())
                .plus(SLACK);
    }

    /// What the volume is bound to; empty where the scenario has none.
    Optional<PersistentVolumeClaim> claim() {
        return plan.order().benchmark().scenario() instanceof Scenario.PersistentVolume(var storageClass, var access)
                ? Optional.of(new PersistentVolumeClaimBuilder()
                        .withMetadata(plan.metadata())
                        .withNewSpec()
                        .withStorageClassName(storageClass)
                        .withAccessModes(access.word())
                        .withNewResources()
                        .withRequests(
                                Map.of("storage", new Quantity(plan.settings().volumeSize())))
                        .endResources()
                        .endSpec()
                        .build())
                : Optional.empty();
    }

    private PodSpec pod() {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName("given")
                .withConfigMap(plan.volume())
                .build());
        volumes.add(new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withMedium("Memory")
                .endEmptyDir()
                .build());
        files().ifPresent(volumes::add);
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                // What is ended is of no use any more.
                .withTerminationGracePeriodSeconds(1L)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withAffinity(onNode(plan.node().name()))
                .withNewSecurityContext()
                .withFsGroup(user())
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container())
                .withVolumes(volumes)
                .build();
    }

    /// By the scheduler, which binds volumes and says why something does not fit; a name in the pod would
    /// pass it by.
    static Affinity onNode(String node) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node)
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private Container container() {
        var memory = new Quantity(Long.toString(plan.order().workload().limits().memoryBytes()));
        var container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(plan.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sh", JobPlan.GIVEN + "/" + JobPlan.SCRIPT)
                .withArgs(arguments())
                .withEnv(variables())
                .withNewResources()
                .withLimits(Map.of("memory", memory))
                .withRequests(Map.of("memory", memory))
                .endResources()
                .withSecurityContext(security(user()))
                .addNewVolumeMount()
                .withName("given")
                .withMountPath(JobPlan.GIVEN)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount();
        if (files().isPresent()) {
            container.addToVolumeMounts(new VolumeMountBuilder()
                    .withName(FILES)
                    .withMountPath(plan.onNode() ? HOST : WORK)
                    .build());
        }
        return container.build();
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of(
                JobPlan.GIVEN,
                plan.work(),
                plan.order().workload().verify().path(),
                plan.order().place()));
        if (plan.onNode()) {
            arguments.add("remove");
        }
        return arguments.stream().map(PodPlan::literal).toList();
    }

    private List<EnvVar> variables() {
        var variables = new TreeMap<>(plan.environment());
        variables.put("HOME", "/tmp");
        variables.put("LANG", "C.UTF-8");
        variables.put("TMPDIR", "/tmp");
        return variables.entrySet().stream()
                .map(variable -> new EnvVar(variable.getKey(), literal(variable.getValue()), null))
                .toList();
    }

    /// A cluster puts values where `$(NAME)` stands, unless told not to.
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    /// Folders that a cluster makes on a node are root's.
    private long user() {
        return plan.onNode() ? 0 : plan.settings().user();
    }

    static SecurityContext security(long user) {
        return new SecurityContextBuilder()
                .withRunAsUser(user)
                .withRunAsGroup(user)
                .withRunAsNonRoot(user != 0)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    /// What is mounted for the work; empty where that is the container's own layer.
    private Optional<Volume> files() {
        var volume = new VolumeBuilder().withName(FILES);
        return switch (plan.order().benchmark().scenario()) {
            case Scenario.NoVolumes _ -> Optional.empty();
            case Scenario.Volume _ ->
                Optional.of(volume.withNewEmptyDir().endEmptyDir().build());
            case Scenario.Tmpfs _ ->
                Optional.of(volume.withNewEmptyDir()
                        .withMedium("Memory")
                        .withSizeLimit(memory(plan.order().workload()))
                        .endEmptyDir()
                        .build());
            case Scenario.BindMount _ -> Optional.of(onHost(plan.settings()));
            case Scenario.PersistentVolume _ ->
                Optional.of(
                        volume.withNewPersistentVolumeClaim(plan.name(), false).build());
            case Scenario.Native _, Scenario.BindMountVolume _, Scenario.NfsVolume _, Scenario.RelaxedBindMount _ ->
                throw new IllegalArgumentException("scenario: expected one of a pod, got "
                        + plan.order().benchmark().scenario().label());
        };
    }

    private static Quantity memory(Workload workload) {
        return new Quantity(Long.toString(workload.limits().memoryBytes()));
    }

    static Volume onHost(KubernetesSettings settings) {
        return new VolumeBuilder()
                .withName(FILES)
                .withNewHostPath()
                .withPath(settings.hostPath().orElseThrow())
                .withType("DirectoryOrCreate")
                .endHostPath()
                .build();
    }
}
