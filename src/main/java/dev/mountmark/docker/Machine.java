package dev.mountmark.docker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where engines are looked for: all that discovery reads, so that a test can hand in another one.
///
/// @param environment variables by name
/// @param home of the user
/// @param system as Java names it: `Linux`, `Mac OS X`, `Windows 11`
/// @param root of the file system
record Machine(Map<String, String> environment, Path home, String system, Path root) {
    Machine {
        environment = Map.copyOf(environment);
    }

    static Machine here() {
        var environment = System.getenv();
        var home = Optional.ofNullable(environment.get("HOME"))
                .filter(folder -> !folder.isEmpty())
                .orElseGet(() -> System.getProperty("user.home"));
        return new Machine(environment, Path.of(home), System.getProperty("os.name"), Path.of("/"));
    }

    /// A variable; one that is empty counts as not set.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// Where Docker's own client keeps its settings.
    Path dockerFolder() {
        return variable("DOCKER_CONFIG").map(Path::of).orElse(home.resolve(".docker"));
    }

    boolean linux() {
        return system.startsWith("Linux");
    }

    boolean mac() {
        return system.startsWith("Mac");
    }

    boolean windows() {
        return system.startsWith("Windows");
    }

    /// A path as people write it.
    String shortened(Path path) {
        return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
    }
}
