package dev.mountmark.docker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What scenarios need to be told of what is mounted in containers.
@ConfigMapping(prefix = "mountmark")
public interface MountSettings {
    /// The export that `nfs-volume` works in. Without it the scenario is not offered.
    Nfs nfs();

    /// The memory that `tmpfs` works in.
    Tmpfs tmpfs();

    interface Nfs {
        /// The server, by a name or an address that the engine reaches.
        Optional<String> address();

        /// The path of the export there: `/srv/nfs`. Each sample makes a folder of its own in it, as the user of this
        /// service (a user in its place where the server squashes root), and removes it.
        Optional<String> export();

        /// Options of the mount, as the engine's kernel knows them.
        @WithDefault("rw,nfsvers=4")
        String options();
    }

    interface Tmpfs {
        /// The most that may lie there; the workload's memory limit where it is absent or more than that. What lies
        /// there counts as memory of the container: too small a size fails samples as a full disk does.
        Optional<MemorySize> size();
    }
}
