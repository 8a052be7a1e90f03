package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.MeasuringException;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;

/// Removes the folder that a sample has left on its node, by a Job: nobody else gets there.
///
/// @param cluster where
/// @param plan of the sample
record NodeFolder(Cluster cluster, JobPlan plan) {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    void remove() throws MeasuringException, InterruptedException {
        var job = job();
        var name = job.getMetadata().getName();
        cluster.call(
                null,
                "make the Job " + name,
                client -> client.resource(job).inNamespace(cluster.namespace()).create());
        var pod = new Waiting(cluster, name, false).untilBegun(DEADLINE);
        try (var log = new PodLog(cluster, pod)) {
            log.await("remove", null, DEADLINE);
        }
    }

    private Job job() {
        var script = "rm -rf " + plan.work() + "; echo \"mountmark remove . $?\"";
        return PodPlan.job(
                new ObjectMetaBuilder(plan.metadata())
                        .withName(plan.name() + "-remove")
                        .build(),
                DEADLINE.multipliedBy(2),
                DEADLINE,
                new PodSpecBuilder()
                        .withRestartPolicy("Never")
                        .withTerminationGracePeriodSeconds(1L)
                        .withAutomountServiceAccountToken(false)
                        .withAffinity(PodPlan.onNode(plan.node().name()))
                        .withContainers(new ContainerBuilder()
                                .withName(PodPlan.CONTAINER)
                                .withImage(plan.image())
                                .withImagePullPolicy("IfNotPresent")
                                .withCommand("sh", "-c", script)
                                .withSecurityContext(PodPlan.security(0))
                                .withVolumeMounts(new VolumeMountBuilder()
                                        .withName("files")
                                        .withMountPath(PodPlan.HOST)
                                        .build())
                                .build())
                        .withVolumes(PodPlan.onHost(plan.settings()))
                        .build());
    }
}
