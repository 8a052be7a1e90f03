package dev.mountmark.history;

import org.jspecify.annotations.Nullable;

/// Which series to list; what is absent does not matter.
///
/// @param scenario its label
public record SeriesFilter(
        @Nullable String host,
        @Nullable String runtime,
        @Nullable String scenario,
        @Nullable String workload) {
    public static final SeriesFilter ALL = new SeriesFilter(null, null, null, null);
}
