package dev.mountmark.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has to be mounted in a sample's container for its scenario.
///
/// @param work the folder in which the work is done, as the container sees it
/// @param volume that is made before, absent where there is none
/// @param mounts of folders and volumes
/// @param binds of folders that SELinux has to be told of
/// @param tmpfs options by path
record WorkMounts(
        String work, @Nullable NewVolume volume, List<Mount> mounts, List<Bind> binds, Map<String, String> tmpfs) {
    WorkMounts {
        mounts = List.copyOf(mounts);
        binds = List.copyOf(binds);
        tmpfs = Map.copyOf(tmpfs);
    }

    /// A volume of one sample.
    ///
    /// @param options of the engine's driver; none for a plain one
    /// @param keeps the folder in it that outlives the volume, absent where all goes with it
    record NewVolume(Map<String, String> options, @Nullable String keeps) {
        private static final NewVolume PLAIN = new NewVolume(Map.of(), null);

        NewVolume {
            options = Map.copyOf(options);
        }
    }

    /// @param name of the volume, where one is needed
    /// @param surroundings of the sample
    /// @param folder the sample's working folder by the path that the engine knows it by
    /// @param selinux whether the engine labels files
    static WorkMounts of(String name, SampleOrder order, Surroundings surroundings, String folder, boolean selinux) {
        return switch (order.benchmark().scenario()) {
            case Scenario.Native _, Scenario.PersistentVolume _ ->
                throw new IllegalArgumentException("scenario: expected one in a container of an engine, got "
                        + order.benchmark().scenario().label());
            case Scenario.NoVolumes _ -> of(null, List.of());
            case Scenario.BindMount _ -> shared(folder, selinux);
            case Scenario.BindMountVolume _ -> {
                var path = order.workload().volumePath();
                var shared = shared(folder, selinux);
                yield path == null ? shared : shared.with(volume(name, ContainerPlan.WORK + "/" + path));
            }
            case Scenario.RelaxedBindMount(var consistency) ->
                of(null, List.of(bind(new ConsistentMount(consistency), folder)));
            case Scenario.Volume _ -> of(NewVolume.PLAIN, List.of(volume(name, ContainerPlan.WORK)));
            case Scenario.Tmpfs _ ->
                new WorkMounts(
                        ContainerPlan.WORK,
                        null,
                        List.of(),
                        List.of(),
                        Map.of(ContainerPlan.WORK, options(surroundings.mounts().tmpfs(), order.workload())));
            case Scenario.NfsVolume _ ->
                exported(name, surroundings.instance().id() + "-" + order.place(), surroundings.mounts());
        };
    }

    private static WorkMounts of(@Nullable NewVolume volume, List<Mount> mounts) {
        return new WorkMounts(ContainerPlan.WORK, volume, mounts, List.of(), Map.of());
    }

    private WorkMounts with(Mount volume) {
        var more = new ArrayList<>(mounts);
        more.add(volume);
        return new WorkMounts(work, NewVolume.PLAIN, more, binds, tmpfs);
    }

    private static WorkMounts shared(String folder, boolean selinux) {
        if (!selinux) {
            return of(null, List.of(bind(new Mount(), folder)));
        }
        // Only this kind can be told to relabel. It makes an empty folder where the engine knows none, which the proof
        // of the mount finds.
        var bind = new Bind(folder, new Volume(ContainerPlan.WORK), AccessMode.rw, SELContext.shared);
        return new WorkMounts(ContainerPlan.WORK, null, List.of(), List.of(bind), Map.of());
    }

    /// A mount of this kind fails when the engine knows no such folder; the older kind makes an empty one.
    static Mount bind(Mount mount, String folder) {
        return mount.withType(MountType.BIND).withSource(folder).withTarget(ContainerPlan.WORK);
    }

    private static Mount volume(String name, String path) {
        return new Mount().withType(MountType.VOLUME).withSource(name).withTarget(path);
    }

    /// With the mode that the image's own working folder has; executable, as every other place is.
    private static String options(MountSettings.Tmpfs settings, Workload workload) {
        var most = workload.limits().memoryBytes();
        var size = settings.size().map(set -> Math.min(set.asLongValue(), most)).orElse(most);
        return "rw,exec,nosuid,nodev,mode=1777,size=" + size;
    }

    /// What is written there stays on the server when the volume goes, so the work is done in a folder of its own. The
    /// image's content must not be copied there, as it would be for a new volume: root may be nobody to the server.
    private static WorkMounts exported(String name, String folder, MountSettings settings) {
        var nfs = settings.nfs();
        var options = Map.of(
                "type", "nfs",
                "o", "addr=" + nfs.address().orElseThrow() + "," + nfs.options(),
                "device", ":" + nfs.export().orElseThrow());
        return new WorkMounts(
                ContainerPlan.WORK + "/" + folder,
                new NewVolume(options, folder),
                List.of(volume(name, ContainerPlan.WORK).withVolumeOptions(new VolumeOptions().withNoCopy(true))),
                List.of(),
                Map.of());
    }

    /// The client knows every property of a mount but this one.
    @RegisterForReflection
    static final class ConsistentMount extends Mount {
        private static final long serialVersionUID = 1;

        private final Scenario.Consistency consistency;

        ConsistentMount(Scenario.Consistency consistency) {
            this.consistency = consistency;
        }

        @JsonProperty("Consistency")
        public String consistency() {
            return consistency.word();
        }
    }
}
