package dev.mountmark.history;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Another process has the data folder.
public final class FolderTakenException extends StartRefusedException {
    private static final long serialVersionUID = 1L;

    private final @Nullable URI address;

    FolderTakenException(Path folder, String holder, @Nullable URI address) {
        super(DataFolder.SETTING + ": expected a folder of our own, got " + folder + ", which is in use by " + holder
                + "; stop that one or set another folder");
        this.address = address;
    }

    /// Where that process can be called from here; empty when it cannot.
    public Optional<URI> address() {
        return Optional.ofNullable(address);
    }
}
