package dev.mountmark.history;

import org.jspecify.annotations.Nullable;

/// The history could not be read or written; nothing of what was to be stored is stored.
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean diskFull;

    HistoryException(String message, boolean diskFull, @Nullable Throwable cause) {
        super(message, cause);
        this.diskFull = diskFull;
    }

    /// Whether it works again as soon as there is room.
    public boolean diskFull() {
        return diskFull;
    }
}
