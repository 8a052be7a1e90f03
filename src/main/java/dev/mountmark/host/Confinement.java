package dev.mountmark.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether this service stands on the host that it would measure. In a container `native` would be the container's own
/// layer under another name: a ratio to it would compare one container with another.
@ApplicationScoped
class Confinement {
    private static final String INSTEAD = "; ratios are taken to no-volumes instead";

    private final @Nullable String reason;

    @Inject
    Confinement(HostSettings settings) {
        this(settings, Signs.ofService());
    }

    Confinement(HostSettings settings, Signs signs) {
        reason = switch (settings.nativeOffer()) {
            case ALWAYS -> null;
            case NEVER -> "mountmark.native: expected auto or always to measure on the host, got never" + INSTEAD;
            case AUTO ->
                signs.found()
                        .map(sign -> "expected this service on the host itself, got it in a container (" + sign + ")"
                                + INSTEAD + "; mountmark.native=always measures in here all the same")
                        .orElse(null);
        };
    }

    /// Why `native` is not offered, empty when it is.
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /// What tells a container.
    ///
    /// @param exists whether there is a file
    /// @param environment variables by name
    /// @param namespace of this process by kind (`pid:[4026531836]`), empty where the system has none
    record Signs(
            Predicate<Path> exists,
            Function<String, @Nullable String> environment,
            Function<String, Optional<String>> namespace) {
        private static final List<Path> FILES = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));
        private static final List<String> VARIABLES = List.of("KUBERNETES_SERVICE_HOST");

        /// Those that the kernel itself begins with, by numbers that are fixed in it.
        private static final Map<String, String> FIRST =
                Map.of("pid", "pid:[4026531836]", "uts", "uts:[4026531838]", "ipc", "ipc:[4026531839]");

        static Signs ofService() {
            return new Signs(Files::exists, System::getenv, Signs::ofThisProcess);
        }

        /// The sign that was found. A virtual machine whose disk was made from an image has such a file as well:
        /// there the process is in the namespaces that its kernel began with.
        Optional<String> found() {
            return apart() ? marks().findFirst() : Optional.empty();
        }

        private Stream<String> marks() {
            return Stream.concat(
                    FILES.stream().filter(exists).map(file -> file + " is there"),
                    VARIABLES.stream()
                            .filter(name -> environment.apply(name) != null)
                            .map(name -> name + " is set"));
        }

        private boolean apart() {
            return FIRST.entrySet().stream()
                    .anyMatch(first -> !namespace.apply(first.getKey()).equals(Optional.of(first.getValue())));
        }

        private static Optional<String> ofThisProcess(String kind) {
            try {
                return Optional.of(
                        Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString());
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }
}
