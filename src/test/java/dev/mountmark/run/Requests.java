package dev.mountmark.run;

import java.util.List;
import java.util.Map;

/// What several tests ask for.
final class Requests {
    private Requests() {}

    /// One sample of `stat-files`, without warm-up.
    static RunRequest once(String scenario) {
        return new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of(scenario),
                new RunRequest.PlanRequest(null, null, 1, 1, 0, null, null, null, 11L),
                Map.of());
    }
}
