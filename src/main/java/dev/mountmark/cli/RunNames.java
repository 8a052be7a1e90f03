package dev.mountmark.cli;

import java.io.IOException;
import java.util.Set;

/// Which run is meant.
final class RunNames {
    static final String LATEST = "latest";
    static final String PREVIOUS = "previous";

    /// Those that have figures: nobody wants to see or compare one that is queued or was cancelled.
    private static final Set<String> MEASURED = Set.of("succeeded", "failed", "interrupted");

    private static final int NOT_FOUND = 404;

    private RunNames() {}

    /// @param name an id, or which of the newest runs
    static String id(String name, Service service) throws IOException, Refused {
        return switch (name) {
            case LATEST -> newest(0, service);
            case PREVIOUS -> newest(1, service);
            default -> name;
        };
    }

    private static String newest(int place, Service service) throws IOException, Refused {
        var runs = service.runs(MEASURED, place + 1).path("runs");
        if (runs.size() <= place) {
            throw new Refused(
                    NOT_FOUND,
                    "expected at least " + (place + 1) + " measured run" + (place == 0 ? "" : "s") + ", found "
                            + runs.size() + "; mountmark run makes one");
        }
        return runs.get(place).path("id").asText();
    }
}
