package dev.mountmark.api;

import dev.mountmark.api.SeriesDetail.VerdictDocument;
import dev.mountmark.history.VerdictReached;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What the webhook tells.
///
/// @param series its id, for `GET /series/{id}`
/// @param verdict as `GET /series/{id}` has it
@RegisterForReflection
public record WebhookBody(
        long series, String host, String runtime, String scenario, String workload, VerdictDocument verdict) {
    static WebhookBody of(VerdictReached reached) {
        var series = reached.series();
        return new WebhookBody(
                series.id(),
                series.host(),
                series.runtime().value(),
                series.scenario().label(),
                series.workload().value(),
                VerdictDocument.of(reached.verdict()));
    }
}
