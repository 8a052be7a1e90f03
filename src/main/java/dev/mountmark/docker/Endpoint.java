package dev.mountmark.docker;

import dev.mountmark.benchmark.Runtime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an engine answers and where its bind mounts lie.
///
/// @param runtime its names
/// @param access how it is reached
/// @param workDirectory as this service sees it
/// @param engineWorkDirectory the same folder by the path that the engine knows it by, absent where nobody has said it
/// @param foundBy what led to it, for people
/// @param hints what else is known of it
record Endpoint(
        Runtime runtime,
        Access access,
        Path workDirectory,
        @Nullable String engineWorkDirectory,
        List<String> foundBy,
        Hints hints) {
    /// Another machine is met in its own time, and by a program that starts anew for each
    /// connection.
    private static final Duration FAR = Duration.ofSeconds(10);

    Endpoint {
        foundBy = List.copyOf(foundBy);
    }

    /// Its address, for what looks at the form only.
    URI uri() {
        return URI.create(access.address());
    }

    String address() {
        return access.address();
    }

    boolean local() {
        return access.local();
    }

    /// How long its first answer may take.
    Duration greeting() {
        return local() ? Engine.GREETING : FAR;
    }

    /// What the engine calls a path below the work directory.
    String engineSide(Path path) {
        var relative = workDirectory.relativize(path).toString().replace('\\', '/');
        return (engineWorkDirectory == null ? workDirectory.toString() : engineWorkDirectory) + "/" + relative;
    }

    /// Whether the engine may have folders of this machine. One on another machine has none of them, unless somebody
    /// has shared the work directory and says where; on this one the proof of each mount shows it.
    boolean mayShareFolders() {
        return local() || engineWorkDirectory != null;
    }

    /// Whether both lead to one engine and one work directory: one runtime, whatever its name.
    boolean same(Endpoint other) {
        return access.identity().equals(other.access.identity()) && workDirectory.equals(other.workDirectory);
    }

    /// What to do about a work directory that is not the same folder on both sides.
    String howToShare() {
        return ("set mountmark.runtimes.%s.work-directory to a folder that the engine has at the same path, which a"
                        + " service in a container has mounted there, or .engine-work-directory to its path there")
                .formatted(runtime.slug());
    }
}
