package dev.mountmark.benchmark;

import java.util.Comparator;

/// A container engine endpoint together with the way it shares files and the work directory on that share; and, with
/// the one scenario `native`, the host itself.
///
/// @param slug its name in requests, series and metrics
/// @param displayName its name in tables
public record Runtime(Slug slug, String displayName) implements Comparable<Runtime> {
    /// The host itself: measured once per run and shared by all runtimes.
    public static final Slug HOST = new Slug("host");

    @Override
    public int compareTo(Runtime other) {
        return Comparator.comparing(Runtime::slug).compare(this, other);
    }
}
