package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.workload.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the files of one sample lie.
///
/// @param surroundings of the sample
/// @param order the sample
/// @param folder on the host, where its scenario has one
record SampleMounts(Surroundings surroundings, SampleOrder order, WorkFolder folder) {
    /// Makes what has to be there before the container.
    ///
    /// @param deadline of each step
    WorkMounts make(Engine engine, EngineFacts facts, Duration deadline)
            throws MeasuringException, InterruptedException {
        var asked = WorkMounts.of(
                name(), order, surroundings, surroundings.endpoint().engineSide(folder.work()), facts.selinux());
        var path = volumePath();
        if (path != null) {
            // Made by us, so that it is ours to remove; the engine would make it as root.
            makeFolder(path);
        }
        var volume = asked.volume();
        if (volume != null) {
            engine.call(
                    new Step(Phase.CREATE, "create the volume", deadline),
                    client -> client.createVolumeCmd()
                            .withName(name())
                            .withDriverOpts(volume.options())
                            .withLabels(labels(volume))
                            .exec());
        }
        return asked;
    }

    private Map<String, String> labels(WorkMounts.NewVolume volume) {
        var labels = new TreeMap<>(Labels.of(surroundings.instance(), order));
        if (volume.keeps() != null) {
            labels.put(Labels.KEEPS, volume.keeps());
        }
        return labels;
    }

    private void makeFolder(String path) throws MeasuringException {
        try {
            Files.createDirectories(folder.work().resolve(path));
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Category.HOST, Phase.CREATE, "mount point of the volume: " + e.getMessage()), e);
        }
    }

    /// Those that the command may have filled.
    String disks() {
        var engines = "The engine's disk";
        return switch (order.benchmark().scenario()) {
            case Scenario.Native _, Scenario.NoVolumes _, Scenario.Volume _, Scenario.PersistentVolume _ -> engines;
            case Scenario.BindMount _, Scenario.RelaxedBindMount _ -> "The disk of " + folder.folder();
            case Scenario.BindMountVolume _ -> engines + " or that of " + folder.folder();
            case Scenario.Tmpfs _ -> "The tmpfs (mountmark.tmpfs.size, the workload's memory at most)";
            case Scenario.NfsVolume _ -> "The export of mountmark.nfs";
        };
    }

    /// Whether the host sees what is verified: a volume hides it.
    boolean seenOutside() {
        var hidden = volumePath();
        if (hidden == null) {
            return sharesFolder();
        }
        var work = folder.work();
        var verified = work.resolve(order.workload().verify().path()).normalize();
        var volume = work.resolve(hidden).normalize();
        return !verified.startsWith(volume) && !volume.startsWith(verified);
    }

    boolean sharesFolder() {
        return order.benchmark().scenario().sharesFolder();
    }

    /// Where a volume hides a part of the folder, absent where none does.
    @Nullable
    String volumePath() {
        return switch (order.benchmark().scenario()) {
            case Scenario.BindMountVolume _ -> order.workload().volumePath();
            case Scenario.Native _,
                    Scenario.NoVolumes _,
                    Scenario.BindMount _,
                    Scenario.Volume _,
                    Scenario.Tmpfs _,
                    Scenario.NfsVolume _,
                    Scenario.PersistentVolume _,
                    Scenario.RelaxedBindMount _ -> null;
        };
    }

    /// Of the container, and of its volume.
    String name() {
        return "mountmark-" + order.place();
    }
}
