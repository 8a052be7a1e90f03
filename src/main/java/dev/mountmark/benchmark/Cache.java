package dev.mountmark.benchmark;

import java.util.Locale;

/// What is known of the kernel's caches when a command begins.
public enum Cache {
    /// As the work before left them: what was just written or read is there still.
    WARM,
    /// Written out and dropped before each command, in the kernel that does the work.
    COLD;

    /// The word used in JSON and in series.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
