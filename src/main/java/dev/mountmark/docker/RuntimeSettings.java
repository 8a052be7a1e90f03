package dev.mountmark.docker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The container engines to measure on, besides those that are found on this machine.
@ConfigMapping(prefix = "mountmark.runtimes")
public interface RuntimeSettings {
    /// By slug: lower-case letters, digits and single dashes.
    @WithParentName
    Map<String, Declared> declared();

    interface Declared {
        /// Where the engine answers: `unix:///path/to/docker.sock`, `tcp://host:2376`,
        /// `ssh://user@host:port` or, on Windows, `npipe:////./pipe/docker_engine`.
        /// Where there is none, all else is of the engine that is found by this slug.
        Optional<URI> endpoint();

        /// Its name in tables; the slug when there is none.
        Optional<String> name();

        /// Where its bind mounts are made, as this service sees it; `mountmark.work-directory` when there
        /// is none.
        Optional<Path> workDirectory();

        /// The same folder as the engine sees it, where that is another path: an engine in a virtual
        /// machine or on another one, or this service in a container.
        Optional<String> engineWorkDirectory();

        /// How its virtual machine runs, where that cannot be read: `vz`, `vmm`, `qemu`,
        /// `hyperkit`, `legacy`, `wsl2`, `hyper-v` or `none`.
        Optional<String> virtualization();

        /// How it gets at files of the work directory, where that cannot be read: `virtiofs`,
        /// `grpc-fuse`, `osxfs`, `synchronized`, `9p`, `sshfs`, `nfs` or `none`.
        Optional<String> sharing();

        /// What is proven over `tcp://`. Without any of these the connection is plain: whoever
        /// reaches that port, or sits on the way to it, is root there.
        Proof tls();
    }

    interface Proof {
        /// Certificates in PEM: who has signed that of the engine. Those that Java trusts when there are none.
        Optional<Path> ca();

        /// Our own certificate in PEM.
        Optional<Path> cert();

        /// Its key in PEM, without a password.
        Optional<Path> key();
    }
}
