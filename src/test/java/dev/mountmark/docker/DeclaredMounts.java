package dev.mountmark.docker;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.Optional;

/// What a configuration file would say of mounts.
record DeclaredMounts(MountSettings.Nfs nfs, MountSettings.Tmpfs tmpfs) implements MountSettings {
    private static final String OPTIONS = "rw,nfsvers=4";

    static final DeclaredMounts NONE =
            new DeclaredMounts(new Export(Optional.empty(), Optional.empty(), OPTIONS), new Memory(Optional.empty()));

    private record Export(Optional<String> address, Optional<String> export, String options)
            implements MountSettings.Nfs {}

    private record Memory(Optional<MemorySize> size) implements MountSettings.Tmpfs {}

    static DeclaredMounts nfs(String address, String export) {
        return nfs(address, export, OPTIONS);
    }

    static DeclaredMounts nfs(String address, String export, String options) {
        return new DeclaredMounts(new Export(Optional.of(address), Optional.of(export), options), NONE.tmpfs());
    }

    static DeclaredMounts tmpfs(long bytes) {
        return new DeclaredMounts(NONE.nfs(), new Memory(Optional.of(new MemorySize(BigInteger.valueOf(bytes)))));
    }
}
