package dev.mountmark.docker;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which engines there are: those that are declared, else the one that this machine's user would use.
final class Endpoints {
    private static final String UNIX = "unix://";
    private static final Path USUAL = Path.of("/var/run/docker.sock");

    private final RuntimeSettings settings;
    private final Path workDirectory;

    Endpoints(RuntimeSettings settings, Path workDirectory) {
        this.settings = settings;
        this.workDirectory = workDirectory.toAbsolutePath().normalize();
    }

    List<Endpoint> all(Map<String, String> environment, Predicate<Path> exists) {
        if (settings.declared().isEmpty()) {
            return List.of(endpoint(new Runtime(new Slug("linux"), "Linux"), found(environment, exists)));
        }
        return settings.declared().entrySet().stream()
                .map(entry -> declared(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> one.runtime().compareTo(other.runtime()))
                .toList();
    }

    private Endpoint declared(String name, RuntimeSettings.Declared declared) {
        var setting = "mountmark.runtimes." + name + ".endpoint: expected unix:///path/to/docker.sock, got ";
        var uri = declared.endpoint().orElseThrow(() -> new IllegalArgumentException(setting + "nothing"));
        if (!"unix".equals(uri.getScheme())
                || Objects.requireNonNullElse(uri.getPath(), "").isEmpty()) {
            throw new IllegalArgumentException(setting + uri);
        }
        var slug = new Slug(name);
        if (slug.equals(Runtime.HOST)) {
            throw new IllegalArgumentException(
                    "mountmark.runtimes: expected another name than host, which is this machine without a container");
        }
        var ours = declared.workDirectory()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .orElse(workDirectory);
        return new Endpoint(
                new Runtime(slug, declared.name().orElse(name)),
                uri,
                ours,
                declared.engineWorkDirectory().map(Endpoints::withoutLastSlash).orElse(ours.toString()));
    }

    private Endpoint endpoint(Runtime runtime, URI uri) {
        return new Endpoint(runtime, uri, workDirectory, workDirectory.toString());
    }

    /// An engine that the user has named is taken even when it is not there: another one would be a
    /// surprise.
    private static URI found(Map<String, String> environment, Predicate<Path> exists) {
        var named = environment.getOrDefault("DOCKER_HOST", "");
        if (named.startsWith(UNIX + "/")) {
            return socket(Path.of(named.substring(UNIX.length())));
        }
        var session = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return socket(Stream.concat(
                        Stream.of(USUAL),
                        Stream.of(session)
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of)
                                .map(folder -> folder.resolve("docker.sock")))
                .filter(exists)
                .findFirst()
                .orElse(USUAL));
    }

    private static URI socket(Path path) {
        return URI.create(UNIX + path.toUri().getRawPath());
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
