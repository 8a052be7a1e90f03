package dev.mountmark.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.mountmark.benchmark.BuiltImage;
import dev.mountmark.benchmark.Images;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Images of workloads in container engines.
///
/// @param sandboxes that build them
/// @param endpoints where a runtime is
/// @param tags how a workload's image is called
/// @param deadline of writing one
record EngineImages(
        Sandboxes sandboxes, Function<Runtime, Endpoint> endpoints, Function<Workload, String> tags, Duration deadline)
        implements Images {
    private static final Duration LOOKING = Duration.ofSeconds(30);
    private static final int BUFFER_BYTES = 1 << 16;

    /// The last byte of any.
    private static final int END_OF_TAR = 0;

    /// Where an image is that names no registry.
    private static final String USUAL_REGISTRY = "docker.io/";

    @Override
    public BuiltImage ready(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException, InterruptedException {
        sandboxes.makeReady(runtime, workload, progress);
        var tag = tags.apply(workload);
        try (var engine = Engine.open(endpoints.apply(runtime))) {
            var found = engine.call(
                    new Step("look for the image " + tag, LOOKING),
                    client -> client.inspectImageCmd(tag).exec());
            return new BuiltImage(tag, String.valueOf(found.getId()), loadedName(tag, found));
        }
    }

    /// Podman keeps, and writes, the registry along with the tag; Docker leaves the usual one out.
    private static String loadedName(String tag, InspectImageResponse found) {
        return Objects.requireNonNullElse(found.getRepoTags(), List.<String>of()).stream()
                .filter(name -> name.endsWith("/" + tag))
                .findFirst()
                .orElse(USUAL_REGISTRY + tag);
    }

    @Override
    public void save(Runtime runtime, BuiltImage image, OutputStream target)
            throws IOException, MeasuringException, InterruptedException {
        try (var engine = Engine.open(endpoints.apply(runtime))) {
            var refusal = engine.call(new Step("save the image " + image.name(), deadline), client -> {
                try (var tar = client.saveImageCmd(image.name()).exec()) {
                    return copy(tar, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    /// @return why `target` does not have all of it, which is none of the way to the engine
    static Optional<IOException> copy(InputStream tar, OutputStream target) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        var last = -1;
        for (var count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
            try {
                target.write(buffer, 0, count);
            } catch (IOException e) {
                return Optional.of(e);
            }
            last = count == 0 ? last : buffer[count - 1];
        }
        // An engine that fails in the middle can only write its reason behind what it has written.
        return last == END_OF_TAR
                ? Optional.empty()
                : Optional.of(new IOException("the engine gave up before the end, and its log says why"));
    }
}
