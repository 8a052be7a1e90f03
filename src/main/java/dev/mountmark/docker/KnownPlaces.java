package dev.mountmark.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where engines leave their sockets. A runtime has its slug from there, never from what answers: its series go on
/// when the engine is updated or away.
///
/// @param machine where they are looked for
record KnownPlaces(Machine machine) {
    private static final String SOCKET = "docker.sock";
    private static final String PODMAN = "podman.sock";
    private static final String API = "-api.sock";
    private static final String MACHINE = "podman-machine";
    private static final String DEFAULT = "default";
    private static final int DEPTH = 4;

    /// Where an engine's socket is, or would be.
    ///
    /// @param slug before it is made sure that no other has it
    /// @param name as tables have it
    /// @param path of the socket, whether it is there or not
    record Place(String slug, String name, Path path) {
        private static final Set<String> ANYBODYS = Set.of("linux", "docker");

        /// Whether any product puts its socket, or a link to it, there.
        boolean anybodys() {
            return ANYBODYS.contains(slug);
        }
    }

    /// Those whose socket is there, the most telling name of each first.
    List<Place> there() {
        return all().filter(place -> Files.exists(place.path())).toList();
    }

    /// The place that a socket belongs to by its own path or by where its links lead.
    Optional<Place> of(Path socket) {
        var end = Access.Socket.end(socket);
        return all().filter(place -> Access.Socket.end(place.path()).equals(end))
                .findFirst();
    }

    /// Where everything looks first.
    Place usual() {
        var path = machine.root().resolve("var/run/docker.sock");
        return machine.linux() ? new Place("linux", "Linux", path) : new Place("docker", "Docker", path);
    }

    /// Several of these can be links to one another: a product's own folder says more than the usual one.
    private Stream<Place> all() {
        var home = machine.home();
        return Stream.of(
                        Stream.of(new Place("orbstack", "OrbStack", home.resolve(".orbstack/run/docker.sock"))),
                        profiles(home.resolve(".colima")),
                        profiles(home.resolve(".config/colima")),
                        entries(home.resolve(".lima")).map(KnownPlaces::lima),
                        Stream.of(
                                new Place("rancher-desktop", "Rancher Desktop", home.resolve(".rd/docker.sock")),
                                new Place("docker-desktop", "Docker Desktop", home.resolve(".docker/run/docker.sock")),
                                new Place(
                                        "docker-desktop",
                                        "Docker Desktop",
                                        home.resolve(".docker/desktop/docker.sock"))),
                        machines(home),
                        Stream.of(new Place(
                                "apple-container", "Apple container", home.resolve(".socktainer/container.sock"))),
                        session(),
                        Stream.of(
                                new Place("podman", "Podman", machine.root().resolve("run/podman/podman.sock")),
                                usual()))
                .flatMap(places -> places);
    }

    private static Stream<Place> profiles(Path folder) {
        return entries(folder).map(profile -> {
            var name = name(profile);
            return name.equals(DEFAULT)
                    ? new Place("colima", "Colima", profile.resolve(SOCKET))
                    : new Place("colima-" + name, "Colima " + name, profile.resolve(SOCKET));
        });
    }

    private static Place lima(Path folder) {
        var name = name(folder);
        return new Place(
                "lima-" + name, name.equals(DEFAULT) ? "Lima" : "Lima " + name, folder.resolve("sock/" + SOCKET));
    }

    private Stream<Place> session() {
        return machine.variable("XDG_RUNTIME_DIR").map(Path::of).stream()
                .flatMap(folder -> Stream.of(
                        new Place("podman-rootless", "Podman rootless", folder.resolve("podman/podman.sock")),
                        new Place("linux-rootless", "Linux rootless", folder.resolve(SOCKET))));
    }

    /// Podman's virtual machines: newer ones in the folder for temporary files, older ones beside their disks.
    private Stream<Place> machines(Path home) {
        var newer = machine.variable("TMPDIR").map(Path::of).stream()
                .flatMap(folder -> entries(folder.resolve("podman")))
                .filter(file -> name(file).endsWith(API))
                .map(file -> podman(name(file).substring(0, name(file).length() - API.length()), file));
        var older = below(home.resolve(".local/share/containers/podman/machine"))
                .filter(file -> name(file).equals(PODMAN))
                .map(file -> podman(name(file.resolveSibling(".").normalize()), file));
        return Stream.concat(newer, older);
    }

    private static Place podman(String of, Path socket) {
        var name = of.equals("machine") || of.equals(MACHINE) ? "" : of.replaceFirst("^" + MACHINE + "-", "");
        return name.isEmpty()
                ? new Place(MACHINE, "Podman machine", socket)
                : new Place(MACHINE + "-" + name, "Podman machine " + name, socket);
    }

    private static String name(Path path) {
        var last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    private static Stream<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }

    private static Stream<Path> below(Path folder) {
        try (var files = Files.walk(folder, DEPTH)) {
            return files.sorted().toList().stream();
        } catch (IOException | UncheckedIOException notThere) {
            return Stream.empty();
        }
    }
}
