package dev.mountmark.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.mountmark.benchmark.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The container of one sample.
///
/// @param image by tag
/// @param name of the container, and of its volume
/// @param user who the work is
/// @param labels that mark it as ours
/// @param mounts what it sees of the outside
/// @param limits of memory and processes
record ContainerPlan(
        String image,
        String name,
        ContainerUser user,
        Map<String, String> labels,
        WorkMounts mounts,
        Workload.Limits limits) {
    static final String WORK = "/work";
    static final String WRAPPER = "/mountmark/measure.sh";
    static final String TREE = "/mountmark/tree";
    static final String CACHE = "/mountmark/cache";

    ContainerPlan {
        labels = Map.copyOf(labels);
    }

    CreateContainerCmd request(DockerClient client) {
        return client.createContainerCmd(image)
                .withName(name)
                .withLabels(labels)
                .withUser(user.name())
                .withWorkingDir(WORK)
                .withEntrypoint("sh", WRAPPER)
                .withCmd("wait")
                .withEnv("HOME=/tmp", "LANG=C.UTF-8", "TMPDIR=/tmp")
                // What a base image does to watch itself would run beside the work.
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(host());
    }

    private HostConfig host() {
        var tmpfs = new TreeMap<>(mounts.tmpfs());
        tmpfs.put("/tmp", "rw,exec,nosuid,nodev,mode=1777");
        var host = HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withPidsLimit((long) limits.processes())
                .withMemory(limits.memoryBytes())
                // Swapping would be measured as a slow disk.
                .withMemorySwap(limits.memoryBytes())
                .withTmpFs(tmpfs)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withMounts(mounts.mounts());
        return user.within(
                mounts.binds().isEmpty() ? host : host.withBinds(mounts.binds().toArray(Bind[]::new)));
    }
}
