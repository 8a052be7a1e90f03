package dev.mountmark.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Image;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// Removes what carries given labels, and nothing else.
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final Engine engine;
    private final Map<String, String> labels;
    private final Duration deadline;
    private final List<String> left = new ArrayList<>();
    private boolean begun = true;

    /// @param labels all of them, each with its value
    /// @param deadline of each removal
    Leftovers(Engine engine, Map<String, String> labels, Duration deadline) {
        this.engine = engine;
        this.labels = Map.copyOf(labels);
        this.deadline = deadline;
    }

    /// Nothing was written by what carries the labels, so that no volume keeps anything.
    Leftovers neverBegun() {
        begun = false;
        return this;
    }

    /// One attempt, the volumes without a name included.
    ///
    /// @return what is still there, by name and with the reason
    List<String> remove() throws InterruptedException {
        try {
            removeContainers();
            removeVolumes();
            if (!labels.containsKey(Labels.SAMPLE)) {
                removeImages();
            }
        } catch (MeasuringException e) {
            left.add("containers and volumes on " + engine.endpoint().runtime().slug() + ": " + e.getMessage());
        }
        return List.copyOf(left);
    }

    private void removeContainers() throws MeasuringException, InterruptedException {
        var containers = engine.call(
                step("list containers"),
                client -> client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Labels.filter(labels))
                        .exec());
        for (var container : containers) {
            var name = container.getNames() == null || container.getNames().length == 0
                    ? container.getId()
                    : container.getNames()[0].substring(1);
            if (ours(container.getLabels(), mine -> mine.containsKey(Labels.SAMPLE) || unfinished(mine))) {
                remove(
                        "container " + name,
                        client -> client.removeContainerCmd(container.getId())
                                .withForce(true)
                                .withRemoveVolumes(true)
                                .exec());
            }
        }
    }

    private void removeVolumes() throws MeasuringException, InterruptedException {
        var volumes = engine.call(
                step("list volumes"),
                client -> client.listVolumesCmd()
                        .withFilter("label", Labels.filter(labels))
                        .exec());
        for (var volume : Objects.requireNonNullElse(volumes.getVolumes(), List.<InspectVolumeResponse>of())) {
            if (ours(volume.getLabels(), mine -> mine.containsKey(Labels.SAMPLE))) {
                var kept = volume.getLabels().get(Labels.KEEPS);
                if (kept == null || !begun || emptied(volume.getName(), kept)) {
                    remove(
                            "volume " + volume.getName(),
                            client -> client.removeVolumeCmd(volume.getName()).exec());
                }
            }
        }
    }

    /// What lies on a server stays there when the volume goes: so it goes first, and the volume stays until it did.
    private boolean emptied(String volume, String folder) throws MeasuringException, InterruptedException {
        try {
            new EngineRemoval(engine, labels, deadline).inVolume(volume, folder);
            return true;
        } catch (MeasuringException e) {
            if (e.failure().category() == Failure.Category.DEADLINE) {
                throw e;
            }
            if (!labels.containsKey(Labels.SAMPLE)) {
                // A volume of a server that is gone would be kept for ever.
                LOG.warnf("folder %s stays where volume %s was mounted from: %s", folder, volume, e.getMessage());
                return true;
            }
            left.add("folder " + folder + " of volume " + volume + ": " + e.getMessage());
            return false;
        }
    }

    /// Only the remains of a build that came to no end: the images that it did make are kept. Each removal
    /// can bare another image, the one below it.
    private void removeImages() throws MeasuringException, InterruptedException {
        var tried = new HashSet<String>();
        for (var ids = bareImages(); tried.addAll(ids); ids = bareImages()) {
            for (var id : ids) {
                remove("image " + id, client -> client.removeImageCmd(id).exec());
            }
        }
    }

    private List<String> bareImages() throws MeasuringException, InterruptedException {
        var images = engine.call(
                step("list images"),
                client -> client.listImagesCmd()
                        .withDanglingFilter(true)
                        .withLabelFilter(labels)
                        .exec());
        return images.stream()
                .filter(image -> ours(image.getLabels(), Leftovers::unfinished))
                .map(Image::getId)
                .toList();
    }

    /// Asked again here, since engines differ in how they join several filters.
    private boolean ours(Map<String, String> found, Predicate<Map<String, String>> kind) {
        return found != null && found.entrySet().containsAll(labels.entrySet()) && kind.test(found);
    }

    private static boolean unfinished(Map<String, String> found) {
        return Labels.UNFINISHED.equals(found.get(Labels.BUILD));
    }

    private void remove(String name, Consumer<DockerClient> removal) throws MeasuringException, InterruptedException {
        try {
            engine.remove(step("remove " + name), removal);
        } catch (MeasuringException e) {
            if (e.failure().category() == Failure.Category.DEADLINE) {
                // An engine that is silent now would be silent for each of the others as well.
                throw e;
            }
            left.add(name + ": " + e.getMessage());
        }
    }

    private Step step(String words) {
        return new Step(Phase.DELETE, words, deadline);
    }
}
