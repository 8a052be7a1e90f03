package dev.mountmark.api;

import dev.mountmark.drift.State;
import dev.mountmark.history.SeriesFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of `GET /series`. An unknown one is refused: a misspelt filter would else list everything.
///
/// @param states words, empty for all
/// @param after the last series of the page before, absent for the first page
/// @param limit the most to show
record SeriesQuery(
        SeriesFilter filter, Set<String> states, @Nullable Long after, int limit) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 500;
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("limit", "after", "host", "runtime", "scenario", "workload", "state"));

    SeriesQuery {
        states = Set.copyOf(states);
    }

    static SeriesQuery of(MultivaluedMap<String, String> parameters) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Problems.invalid(name, "expected any of " + String.join(", ", KNOWN) + ", got " + name, null);
            }
        }
        return new SeriesQuery(
                new SeriesFilter(
                        one(parameters, "host"),
                        one(parameters, "runtime"),
                        one(parameters, "scenario"),
                        one(parameters, "workload")),
                states(parameters),
                after(parameters),
                limit(parameters));
    }

    private static @Nullable String one(MultivaluedMap<String, String> parameters, String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problems.invalid(name, "expected it once, got it " + values.size() + " times", values);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static Set<String> states(MultivaluedMap<String, String> parameters) {
        var states = new TreeSet<>(parameters.getOrDefault("state", List.of()));
        for (var state : states) {
            if (!State.WORDS.contains(state)) {
                throw Problems.invalid(
                        "state", "expected any of " + String.join(", ", State.WORDS) + ", got " + state, state);
            }
        }
        return states;
    }

    private static @Nullable Long after(MultivaluedMap<String, String> parameters) {
        var value = one(parameters, "after");
        return value == null ? null : (Long) id("after", value);
    }

    private static int limit(MultivaluedMap<String, String> parameters) {
        var value = one(parameters, "limit");
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        if (value.matches("[1-9]\\d{0,2}") && Integer.parseInt(value) <= MOST) {
            return Integer.parseInt(value);
        }
        throw Problems.invalid("limit", "expected 1 to " + MOST + ", got " + value, value);
    }

    /// @param name of the parameter it came in
    static long id(String name, String value) {
        if (!value.matches("[1-9]\\d{0,17}")) {
            throw Problems.invalid(name, "expected the number of a series, got " + value, value);
        }
        return Long.parseLong(value);
    }
}
