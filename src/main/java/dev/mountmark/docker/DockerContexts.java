package dev.mountmark.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The contexts of Docker's own client, from the files in which it keeps them. A file that is broken is told and
/// harms nothing else.
///
/// @param contexts by the names of their folders; the one named `default` has none and is not here
/// @param current the name of the one that Docker's client would use
/// @param troubles that belong to no context
record DockerContexts(List<Context> contexts, String current, List<String> troubles) {
    static final String DEFAULT = "default";

    private static final ObjectMapper JSON = new ObjectMapper();

    DockerContexts {
        contexts = List.copyOf(contexts);
        troubles = List.copyOf(troubles);
    }

    /// @param name as Docker's client has it
    /// @param access what it leads to
    record Context(String name, Access access) {}

    static DockerContexts of(Machine machine, Addresses addresses) {
        var folder = machine.dockerFolder();
        var troubles = new ArrayList<String>();
        var current = current(machine, folder, troubles);
        var contexts = new ArrayList<Context>();
        for (var one : folders(folder.resolve("contexts/meta"))) {
            context(machine, folder, one, addresses).ifPresent(contexts::add);
        }
        if (!current.equals(DEFAULT)
                && contexts.stream().noneMatch(context -> context.name().equals(current))) {
            var known = contexts.stream().map(Context::name).toList();
            troubles.add("docker context: expected the current one to be default or one of " + known + ", got "
                    + current + (machine.variable("DOCKER_CONTEXT").isPresent() ? " in DOCKER_CONTEXT" : "")
                    + "; `docker context use` sets another");
        }
        return new DockerContexts(contexts, current, troubles);
    }

    /// In the order in which Docker's client decides it.
    private static String current(Machine machine, Path folder, List<String> troubles) {
        return machine.variable("DOCKER_HOST")
                .map(_ -> DEFAULT)
                .or(() -> machine.variable("DOCKER_CONTEXT"))
                .or(() -> configured(machine, folder.resolve("config.json"), troubles))
                .orElse(DEFAULT);
    }

    private static Optional<String> configured(Machine machine, Path file, List<String> troubles) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(tree(file), "currentContext")).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            troubles.add("docker context: expected JSON in " + machine.shortened(file) + ", got " + brief(e)
                    + "; mend the file, or set DOCKER_CONTEXT");
            return Optional.empty();
        }
    }

    /// Empty where it is a context of something else than a container engine.
    private static Optional<Context> context(Machine machine, Path folder, Path one, Addresses addresses) {
        var file = one.resolve("meta.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var meta = tree(file);
            var name = text(meta, "Name");
            var docker = meta.path("Endpoints").path("docker");
            if (name.isEmpty()) {
                return Optional.of(broken(machine, file, "no Name"));
            }
            if (docker.isMissingNode()) {
                return Optional.empty();
            }
            var tls = folder.resolve("contexts/tls").resolve(hash(name)).resolve("docker");
            return Optional.of(new Context(name, access(machine, file, docker, tls, addresses)));
        } catch (IOException e) {
            return Optional.of(broken(machine, file, brief(e)));
        }
    }

    private static Access access(Machine machine, Path file, JsonNode docker, Path tls, Addresses addresses) {
        var host = text(docker, "Host");
        var unchecked = docker.path("SkipTLSVerify").asBoolean(false);
        try {
            var access = addresses.read(host, host.startsWith("tcp://") ? proof(tls) : null);
            return unchecked && access instanceof Access.Tcp tcp
                    ? new Access.Refused(
                            host,
                            tcp.local(),
                            "SkipTLSVerify in " + machine.shortened(file) + ": expected that the engine proves who it"
                                    + " is, got a context that takes anybody; declare it as mountmark.runtimes.<slug>"
                                    + " with .tls.ca")
                    : access;
        } catch (IllegalArgumentException e) {
            return new Access.Refused(
                    host,
                    true,
                    "Endpoints.docker.Host in " + machine.shortened(file) + ": " + e.getMessage()
                            + "; `docker context update` sets another");
        }
    }

    private static @Nullable Tls proof(Path folder) {
        return Files.isDirectory(folder) ? Tls.in(folder) : null;
    }

    private static Context broken(Machine machine, Path file, String found) {
        var folder = String.valueOf(file.resolveSibling(".").normalize().getFileName());
        return new Context(
                "context-" + folder.substring(0, Math.min(folder.length(), 8)),
                new Access.Refused(
                        "",
                        true,
                        "docker context: expected JSON with Name and Endpoints.docker.Host in "
                                + machine.shortened(file) + ", got " + found
                                + "; make the context anew, or remove its folder"));
    }

    private static JsonNode tree(Path file) throws IOException {
        var tree = JSON.readTree(Files.readAllBytes(file));
        if (tree == null || !tree.isObject()) {
            throw new IOException("something else");
        }
        return tree;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("").strip();
    }

    /// Without the excerpt that a parser adds.
    private static String brief(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("nothing");
    }

    private static List<Path> folders(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
