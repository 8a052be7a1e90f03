package dev.mountmark.docker;

import dev.mountmark.benchmark.Runtime;
import java.net.URI;
import java.nio.file.Path;

/// Where an engine answers and where its bind mounts lie.
///
/// @param runtime its names
/// @param uri of its socket
/// @param workDirectory as this service sees it
/// @param engineWorkDirectory the same folder by the path that the engine knows it by
record Endpoint(Runtime runtime, URI uri, Path workDirectory, String engineWorkDirectory) {
    /// What the engine calls a path below the work directory.
    String engineSide(Path path) {
        var relative = workDirectory.relativize(path).toString().replace('\\', '/');
        return engineWorkDirectory + "/" + relative;
    }

    /// What to do about a work directory that is not the same folder on both sides.
    String howToShare() {
        return ("set mountmark.runtimes.%s.work-directory to a folder that the engine has at the same path, which a"
                        + " service in a container has mounted there, or .engine-work-directory to its path there")
                .formatted(runtime.slug());
    }
}
