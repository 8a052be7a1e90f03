package dev.mountmark.api;

import dev.mountmark.history.HistoryImport.Imported;
import dev.mountmark.run.Archive;
import dev.mountmark.run.HyperfineExport;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is said of a file that this service has not written, where the file itself does not say it.
///
/// @param host where it was measured, this machine's own if absent
/// @param at when it was over, by RFC 3339; now if absent
/// @param labels `key:value`
public record ForeignQuery(@Nullable String host, @Nullable String at, List<String> labels) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("host", "at", "label"));

    public ForeignQuery {
        labels = List.copyOf(labels);
    }

    /// An unknown one is refused: a misspelt `at` would else be now.
    static ForeignQuery of(MultivaluedMap<String, String> parameters) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Problems.invalid(name, "expected any of " + String.join(", ", KNOWN) + ", got " + name, null);
            }
        }
        return new ForeignQuery(
                parameters.getFirst("host"), parameters.getFirst("at"), parameters.getOrDefault("label", List.of()));
    }

    /// @throws Problem when it is not what may be said
    Archive.Taken takeHyperfine(Archive archive, byte[] file, Clock clock) {
        return archive.take(HyperfineExport.read(file), origin(clock));
    }

    /// @throws Problem when it is not what may be said
    Imported takeCsv(Archive archive, byte[] file, Clock clock) {
        return archive.take(file, origin(clock));
    }

    private Archive.Origin origin(Clock clock) {
        return new Archive.Origin(
                Optional.ofNullable(host),
                Objects.requireNonNullElseGet(RunQuery.time("at", at), clock::instant),
                RunQuery.labels(labels));
    }
}
