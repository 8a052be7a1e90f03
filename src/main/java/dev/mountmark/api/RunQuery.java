package dev.mountmark.api;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.RunFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of `GET /runs`. An unknown one is refused: a misspelt filter would else list everything.
final class RunQuery {
    static final int DEFAULT_LIMIT = 20;
    static final int MOST = 100;

    private static final Set<String> KNOWN = new TreeSet<>(Set.of("limit", "before", "label", "state", "from", "to"));
    private static final List<String> STATES =
            List.of("queued", "running", "cancelling", "succeeded", "failed", "cancelled", "interrupted");

    private final MultivaluedMap<String, String> parameters;

    private RunQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /// Asks for one more than is shown, so that it is known whether there are older ones.
    static RunFilter filter(MultivaluedMap<String, String> parameters) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Problems.invalid(name, "expected any of " + String.join(", ", KNOWN) + ", got " + name, null);
            }
        }
        var query = new RunQuery(parameters);
        return new RunFilter(
                query.states(),
                query.labels(),
                query.time("from"),
                query.time("to"),
                query.before(),
                query.limit() + 1);
    }

    private @Nullable String one(String name) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Problems.invalid(name, "expected it once, got it " + values.size() + " times", values);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private int limit() {
        var value = one("limit");
        try {
            var limit = value == null ? DEFAULT_LIMIT : Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw Problems.invalid("limit", "expected 1 to " + MOST + ", got " + value, value);
        }
        throw Problems.invalid("limit", "expected 1 to " + MOST + ", got " + value, value);
    }

    private @Nullable String before() {
        var value = one("before");
        return value == null ? null : id("before", value).value();
    }

    private @Nullable Instant time(String name) {
        return time(name, one(name));
    }

    /// @param name of the parameter it came in
    static @Nullable Instant time(String name, @Nullable String value) {
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw Problems.invalid(name, "expected a time like 2026-11-23T00:45:12Z, got " + value, value);
        }
    }

    private Set<String> states() {
        var states = new TreeSet<>(parameters.getOrDefault("state", List.of()));
        for (var state : states) {
            if (!STATES.contains(state)) {
                throw Problems.invalid(
                        "state", "expected any of " + String.join(", ", STATES) + ", got " + state, state);
            }
        }
        return states;
    }

    private Map<String, String> labels() {
        return labels(parameters.getOrDefault("label", List.of()));
    }

    /// @param values `key:value`
    static Map<String, String> labels(List<String> values) {
        var labels = new LinkedHashMap<String, String>();
        for (var label : values) {
            var colon = label.indexOf(':');
            if (colon < 1) {
                throw Problems.invalid("label", "expected key:value, got " + label, label);
            }
            var key = label.substring(0, colon);
            if (labels.put(key, label.substring(colon + 1)) != null) {
                throw Problems.invalid("label", "expected each key once, got " + key + " twice", label);
            }
        }
        return labels;
    }

    /// @param name of the parameter it came in
    static RunId id(String name, String value) {
        try {
            return new RunId(value);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(name, "expected a name like 20261123t004512-7qx3fa, got " + value, value);
        }
    }
}
