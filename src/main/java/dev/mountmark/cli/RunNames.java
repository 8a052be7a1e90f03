package dev.mountmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;

/// Which run is meant.
final class RunNames {
    static final String LATEST = "latest";
    static final String PREVIOUS = "previous";

    /// Those that have figures: nobody wants to see or compare one that is queued or was cancelled.
    private static final Set<String> MEASURED = Set.of("succeeded", "failed", "interrupted");

    /// On one page.
    private static final int MOST = 100;

    private static final int NOT_FOUND = 404;

    private RunNames() {}

    /// @param name an id, or which of the newest runs that are not excluded
    static String id(String name, Service service) throws IOException, Refused {
        return switch (name) {
            case LATEST -> newest(0, service);
            case PREVIOUS -> newest(1, service);
            default -> name;
        };
    }

    private static String newest(int place, Service service) throws IOException, Refused {
        var ids = new ArrayList<String>();
        for (var run : service.runs(MEASURED, MOST).path("runs")) {
            if (!run.hasNonNull("exclusion")) {
                ids.add(run.path("id").asText());
            }
        }
        if (ids.size() <= place) {
            throw new Refused(
                    NOT_FOUND,
                    "expected at least " + (place + 1) + " measured run" + (place == 0 ? "" : "s") + ", found "
                            + ids.size() + "; mountmark run makes one");
        }
        return ids.get(place);
    }
}
