package dev.mountmark.api;

import dev.mountmark.run.Runs;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Ready as soon as it can be asked: a runtime that is away is told with its reason, and the others, the history and
/// the queue are there all the same.
@org.eclipse.microprofile.health.Readiness
class Readiness implements HealthCheck {
    private final Runs runs;

    Readiness(Runs runs) {
        this.runs = runs;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("runtimes").up();
        runs.knownRuntimes()
                .forEach(status -> response.withData(
                        status.runtime().slug().value(),
                        Objects.requireNonNullElse(status.unavailable(), "available")));
        return response.build();
    }
}
