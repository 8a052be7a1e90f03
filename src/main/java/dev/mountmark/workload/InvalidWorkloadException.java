package dev.mountmark.workload;

/// A workload's files or its settings cannot be used; the message names file, field, value and way out.
public final class InvalidWorkloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param where the file, folder or setting
    /// @param problem what was expected there, what was found, and the way out
    public InvalidWorkloadException(String where, String problem) {
        super(where + ": " + problem);
    }
}
