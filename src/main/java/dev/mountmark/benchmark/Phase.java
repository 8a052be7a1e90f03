package dev.mountmark.benchmark;

import java.util.Locale;

/// A timed part of the work, in the order in which they happen.
public enum Phase {
    /// Fetching the base image.
    PULL,
    /// Building the workload's image, or filling its cache on the host.
    BUILD,
    /// Making the container, its volumes and its folder.
    CREATE,
    /// Starting the container.
    START,
    /// The workload's own preparation.
    PREPARE,
    /// The work that is measured: the result of a sample.
    COMMAND,
    /// Until the other side of a mount sees the same tree.
    SETTLE,
    /// Comparing the tree with what the workload says.
    VERIFY,
    /// Removing everything the sample made.
    DELETE,
    /// Until a volume is gone that the cluster lets go of after everything else.
    RELEASE;

    /// The word used in JSON, metrics and reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
