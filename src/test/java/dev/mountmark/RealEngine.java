package dev.mountmark;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A container engine for tests, and a client of the tests' own to look at what is there.
final class RealEngine implements AutoCloseable {
    private static final String INSTANCE = "dev.mountmark.instance";

    private final URI endpoint;
    private final DockerClient client;

    private RealEngine(URI endpoint) {
        this.endpoint = endpoint;
        // No newer than the oldest engine that is supported.
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint.toString())
                .withApiVersion("1.41")
                .build();
        client = DockerClientImpl.getInstance(
                config,
                new ApacheDockerHttpClient.Builder().dockerHost(endpoint).build());
    }

    /// The one that all tests share, with the base image in it.
    static RealEngine given() {
        Commands.need("mountmark-test.base-image", "a base image in the container engine");
        return new RealEngine(URI.create(Commands.need("mountmark-test.engine", "a real container engine")));
    }

    static RealEngine at(URI endpoint) {
        return new RealEngine(endpoint);
    }

    URI endpoint() {
        return endpoint;
    }

    /// The group whose members may use it.
    int group() throws IOException {
        return (int) Files.getAttribute(Path.of(endpoint.getPath()), "unix:gid");
    }

    /// Names of containers and volumes that carry an instance's label.
    List<String> left(String instance) {
        var containers =
                client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(INSTANCE, instance)).exec().stream()
                        .map(container -> container.getNames()[0]);
        var volumes =
                client
                        .listVolumesCmd()
                        .withFilter("label", List.of(INSTANCE + "=" + instance))
                        .exec()
                        .getVolumes()
                        .stream()
                        .map(volume -> volume.getName());
        return Stream.concat(containers, volumes).toList();
    }

    /// Tags of the images that carry an instance's label, those without one by their id.
    List<String> images(String instance) {
        return client.listImagesCmd().withLabelFilter(Map.of(INSTANCE, instance)).exec().stream()
                .flatMap(image -> image.getRepoTags() == null || image.getRepoTags().length == 0
                        ? Stream.of(image.getId())
                        : Stream.of(image.getRepoTags()))
                .toList();
    }

    /// Ends the use of this engine by the program whose data folder lies in a folder.
    void leave(Path folder) throws IOException {
        removeImagesOf(folder);
        close();
    }

    /// Those of the program whose data folder lies in a folder.
    void removeImagesOf(Path folder) throws IOException {
        var instance = folder.resolve("data/instance");
        if (Files.exists(instance)) {
            images(Files.readString(instance).strip())
                    .forEach(image ->
                            client.removeImageCmd(image).withForce(true).exec());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
