package dev.mountmark.docker;

import static dev.mountmark.docker.Rule.when;
import static dev.mountmark.docker.Witness.COMPONENTS;
import static dev.mountmark.docker.Witness.FILE_SYSTEM;
import static dev.mountmark.docker.Witness.HOST;
import static dev.mountmark.docker.Witness.KIND;
import static dev.mountmark.docker.Witness.NAME;
import static dev.mountmark.docker.Witness.PLACE;
import static dev.mountmark.docker.Witness.PLATFORM;
import static dev.mountmark.docker.Witness.ROOT;
import static dev.mountmark.docker.Witness.SECURITY;
import static dev.mountmark.docker.Witness.SYSTEM;

import java.util.List;

/// The tables by which engines are told apart. Another kind is one row here, a recorded answer
/// beside `KindsTest`, and its line in `docs/runtimes.md`.
final class Kinds {
    static final String DOCKER_DESKTOP = "Docker Desktop";
    static final String DOCKER = "Docker";
    static final String ROOTLESS = "rootless";

    private static final String PODMAN = ".*Podman Engine.*";
    private static final String MAC = "Mac.*";

    /// What people call it. What an engine says of itself goes before where its socket lies, as a
    /// link or a forwarded port can lead anywhere.
    static final List<Rule> KINDS = List.of(
            when(PLATFORM, "Docker Desktop.*", DOCKER_DESKTOP),
            when(SYSTEM, "Docker Desktop", DOCKER_DESKTOP),
            when(SYSTEM, "OrbStack", "OrbStack"),
            when(NAME, "(lima-)?rancher-desktop", "Rancher Desktop"),
            when(SYSTEM, "Rancher Desktop.*", "Rancher Desktop"),
            when(NAME, "(lima-)?colima(-.+)?", "Colima"),
            when(NAME, "lima-.+", "Lima"),
            when(COMPONENTS, PODMAN, "Podman machine").and(PLACE, "podman-machine.*"),
            when(COMPONENTS, PODMAN, "Podman machine").and(HOST, "(Mac|Windows).*"),
            when(COMPONENTS, PODMAN, "Podman"),
            when(ROOT, ".*/com\\.apple\\.container(/.*)?", "Apple container"),
            when(PLACE, "apple-container", "Apple container"),
            when(PLACE, "docker-desktop.*", DOCKER_DESKTOP),
            when(PLACE, "orbstack", "OrbStack"),
            when(PLACE, "rancher-desktop", "Rancher Desktop"),
            when(PLACE, "colima(-.+)?", "Colima"),
            when(PLACE, "lima-.+", "Lima"),
            when(PLACE, "podman-machine.*", "Podman machine"),
            when(PLACE, "podman(-rootless)?", "Podman"),
            when(COMPONENTS, "Engine(,.*)?", DOCKER));

    /// Whose rights its containers have at most.
    static final List<Rule> PRIVILEGES = List.of(
            when(SECURITY, ".*name=rootless.*", ROOTLESS),
            when(SECURITY, ".*name=userns.*", "user namespaces"),
            // Podman 4 does not say it among the options.
            when(Witness.ROOTLESS, "true", ROOTLESS),
            when(SECURITY, ".*", "rootful"));

    /// How files of the host get into a container of a virtual machine, by what is mounted there. A
    /// block device under a folder of the host is a copy, where the machine cannot have the host's
    /// own disk.
    static final List<Rule> SHARINGS = List.of(
            when(FILE_SYSTEM, "virtiofs(\\..*)?", Sharing.VIRTIOFS.title()),
            // Docker Desktop lays it over VirtioFS, to let each container be the owner.
            when(FILE_SYSTEM, "fakeowner", Sharing.VIRTIOFS.title()),
            when(FILE_SYSTEM, "fuse\\.grpcfuse|grpcfuse", Sharing.GRPC_FUSE.title()),
            when(FILE_SYSTEM, "fuse\\.osxfs|osxfs", Sharing.OSXFS.title()),
            when(FILE_SYSTEM, "9p", Sharing.NINE_P.title()),
            when(FILE_SYSTEM, "fuse\\.sshfs", Sharing.SSHFS.title()),
            when(FILE_SYSTEM, "ext4|xfs|btrfs", Sharing.SYNCHRONIZED.title())
                    .and(KIND, DOCKER_DESKTOP)
                    .and(HOST, MAC));

    private Kinds() {}
}
