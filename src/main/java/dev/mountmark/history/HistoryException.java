package dev.mountmark.history;

import org.jspecify.annotations.Nullable;

/// The history could not be read or written; nothing of what was to be stored is stored.
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean diskFull;
    private final boolean passes;

    HistoryException(String message, boolean diskFull, boolean passes, @Nullable Throwable cause) {
        super(message, cause);
        this.diskFull = diskFull;
        this.passes = passes;
    }

    /// The same, with another sentence.
    public HistoryException adding(String sentence) {
        return new HistoryException(getMessage() + " " + sentence, diskFull, passes, this);
    }

    /// Whether the same may work later: the database is away, busy or full. Otherwise it refuses
    /// this very thing.
    public boolean passes() {
        return passes;
    }

    /// Whether it works again as soon as there is room.
    public boolean diskFull() {
        return diskFull;
    }
}
