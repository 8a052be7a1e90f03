package dev.mountmark.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import com.github.dockerjava.api.model.WaitResponse;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Removes a folder from inside the engine, where it cannot be removed from here: in a container of a moment that sees
/// the folder above it and nothing else.
///
/// @param engine where
/// @param labels of what it is removed for
/// @param deadline of each step
record EngineRemoval(Engine engine, Map<String, String> labels, Duration deadline) {
    private static final String ABOVE = "/above";
    private static final String OUTSIDE_SAMPLES = "left-over";

    EngineRemoval {
        labels = Map.copyOf(labels);
    }

    /// A folder of the host with files of users that are not ours: those of the engine's user namespace.
    ///
    /// @return why it could not be removed, empty when it was
    Optional<String> onHost(Path folder) throws InterruptedException {
        try {
            var facts = EngineFacts.of(engine);
            var above = engine.endpoint().engineSide(Objects.requireNonNull(folder.getParent()));
            var host = asRoot(facts)
                    .withMounts(List.of(new Mount()
                            .withType(MountType.BIND)
                            .withSource(above)
                            .withTarget(ABOVE)));
            run(
                    new ContainerUser("0:0", facts.remapped()),
                    host,
                    folder.getFileName().toString());
            return Optional.empty();
        } catch (MeasuringException e) {
            return Optional.of(folder + " (by the engine: " + e.getMessage() + ")");
        }
    }

    /// A folder in a volume that outlives the volume, as whoever made it.
    void inVolume(String volume, String name) throws MeasuringException, InterruptedException {
        var user = ContainerUser.of(EngineFacts.of(engine), engine.endpoint().workDirectory());
        var host = HostConfig.newHostConfig()
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMounts(List.of(new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(volume)
                        .withTarget(ABOVE)
                        .withVolumeOptions(new VolumeOptions().withNoCopy(true))));
        run(user, host, name);
    }

    /// Root of the engine, with no more than it takes to remove the files of others. Where the engine labels files, it
    /// would not see a folder that no container has had.
    private static HostConfig asRoot(EngineFacts facts) {
        return HostConfig.newHostConfig()
                .withCapAdd(Capability.DAC_OVERRIDE, Capability.FOWNER)
                .withSecurityOpts(
                        facts.selinux() ? List.of("no-new-privileges", "label=disable") : List.of("no-new-privileges"));
    }

    private void run(ContainerUser user, HostConfig host, String name) throws MeasuringException, InterruptedException {
        var image = image();
        var id = engine.call(
                step("create"),
                client -> request(client, image, user, host, name).exec().getId());
        try {
            engine.call(step("start"), client -> client.startContainerCmd(id).exec());
            var ended = new Ended();
            engine.stream(
                    step("wait for"),
                    ended,
                    client -> client.waitContainerCmd(id).exec(ended));
            if (ended.exitCode() != 0) {
                throw new MeasuringException(new Failure(
                        Category.LEAK, Phase.DELETE, "rm -rf " + name + " ended with exit code " + ended.exitCode()));
            }
        } finally {
            engine.remove(
                    step("remove"),
                    client -> client.removeContainerCmd(id).withForce(true).exec());
        }
    }

    CreateContainerCmd request(DockerClient client, String image, ContainerUser user, HostConfig host, String name) {
        return client.createContainerCmd(image)
                .withLabels(marks())
                .withUser(user.name())
                .withWorkingDir("/")
                .withEntrypoint("rm", "-rf", "--")
                .withCmd(ABOVE + "/" + name)
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(user.within(host)
                        .withNetworkMode("none")
                        .withCapDrop(Capability.ALL)
                        .withReadonlyRootfs(true)
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE)));
    }

    /// A container without the label of a sample is taken for somebody else's.
    private Map<String, String> marks() {
        var marks = new TreeMap<>(labels);
        marks.putIfAbsent(Labels.SAMPLE, OUTSIDE_SAMPLES);
        return marks;
    }

    /// Any workload's, whichever service has built it: all of them can remove, and a service measures with what it
    /// finds.
    private String image() throws MeasuringException, InterruptedException {
        // Podman 4 lists no image at all when asked for two labels.
        var finished = Map.of(Labels.BUILD, Labels.FINISHED);
        return engine
                .call(
                        step("find an image for"),
                        client ->
                                client.listImagesCmd().withLabelFilter(finished).exec())
                .stream()
                .filter(image -> image.getLabels() != null
                        && image.getLabels().entrySet().containsAll(finished.entrySet()))
                .map(Image::getId)
                .findFirst()
                .orElseThrow(() -> new MeasuringException(new Failure(
                        Category.IMAGE,
                        Phase.DELETE,
                        "expected the image of a workload in the engine to remove it with, found none: measure something on"
                                + " it, and start again")));
    }

    private Step step(String words) {
        return new Step(Phase.DELETE, words + " the container that removes", deadline);
    }

    private static final class Ended extends Parts<WaitResponse> {
        private volatile int exitCode = -1;

        @Override
        public void onNext(WaitResponse response) {
            exitCode = response.getStatusCode();
        }

        int exitCode() {
            return exitCode;
        }
    }
}
