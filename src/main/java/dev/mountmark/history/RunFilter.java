package dev.mountmark.history;

import dev.mountmark.benchmark.InvalidRequestException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs to list.
///
/// @param states by their words, empty for all
/// @param labels every one of which the run carries with that value
/// @param from submitted at or after, absent for no bound
/// @param to submitted before, absent for no bound
/// @param before only runs older than this id (for the next page), absent for the first page
/// @param limit the most to list, 1 to 200
public record RunFilter(
        Set<String> states,
        Map<String, String> labels,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String before,
        int limit) {
    public static final int MOST = 200;

    public RunFilter {
        if (limit < 1 || limit > MOST) {
            throw new InvalidRequestException("limit", "expected 1 to " + MOST + ", got " + limit);
        }
        states = Set.copyOf(states);
        labels = Map.copyOf(labels);
    }
}
