package dev.mountmark.docker;

import com.github.dockerjava.api.model.HostConfig;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who the work is inside the container, so that what it writes on the host's side belongs to this service.
///
/// @param name `uid:gid` as the engine wants it
/// @param hostNamespace whether users must be those of the host, where the engine would make others of them
record ContainerUser(String name, boolean hostNamespace) {
    private static final Path OURSELVES = Path.of("/proc/self");

    /// The same, told to an engine that would make others of them.
    HostConfig within(HostConfig host) {
        return hostNamespace ? host.withUsernsMode("host") : host;
    }

    /// @param workDirectory whose owner is asked for where the system does not tell about processes
    static ContainerUser of(EngineFacts engine, Path workDirectory) throws MeasuringException {
        if (engine.rootless()) {
            // Root in there is who runs the engine out here, and every other user is one that cannot be undone by us.
            return new ContainerUser("0:0", false);
        }
        var witness = Files.isDirectory(OURSELVES) ? OURSELVES : workDirectory;
        try {
            return new ContainerUser(
                    Files.getAttribute(witness, "unix:uid") + ":" + Files.getAttribute(witness, "unix:gid"),
                    engine.remapped());
        } catch (IOException | UnsupportedOperationException e) {
            throw new MeasuringException(
                    new Failure(Failure.Category.HOST, null, "user: expected that " + witness + " tells it, got " + e),
                    e);
        }
    }
}
