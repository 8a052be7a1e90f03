package dev.mountmark.api;

import dev.mountmark.run.Runs;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Not ready while the history is away: runs are refused then, and those that are queued wait. It
/// looks at what the queue has found last, and asks no database.
@org.eclipse.microprofile.health.Readiness
class HistoryReadiness implements HealthCheck {
    private final Runs runs;

    HistoryReadiness(Runs runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("history");
        var reason = runs.waitsFor();
        reason.ifPresent(words -> response.withData("reason", words));
        return response.status(reason.isEmpty()).build();
    }
}
