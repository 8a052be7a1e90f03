package dev.mountmark.docker;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.RuntimeStatus.Offer;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.workload.PageCache;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an engine is just now, as a runtime.
final class EngineStatus {
    private EngineStatus() {}

    static RuntimeStatus of(Endpoint endpoint) {
        try (var engine = Engine.open(endpoint)) {
            var facts = EngineFacts.of(engine);
            return status(
                    endpoint,
                    facts.linux() ? null : "engine: expected one that runs Linux containers, got another kind",
                    facts.facts());
        } catch (MeasuringException e) {
            return status(endpoint, Objects.requireNonNullElse(e.getMessage(), "engine: no answer"), Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return status(endpoint, "interrupted while asking the engine", Map.of());
        }
    }

    private static RuntimeStatus status(Endpoint endpoint, @Nullable String missing, Map<String, String> facts) {
        List<Offer> offers = Scenario.ALL.stream()
                .filter(EngineStatus::inContainer)
                .map(scenario -> new Offer(scenario, missing))
                .toList();
        return new RuntimeStatus(
                endpoint.runtime(), endpoint.uri().toString(), missing, facts, offers, warmOnly(endpoint, facts));
    }

    /// Whether the engine's kernel is ours is seen for certain from inside a container only, so a guess suffices here.
    private static @Nullable String warmOnly(Endpoint endpoint, Map<String, String> facts) {
        var kernel = facts.get("engineKernel");
        var ours = System.getProperty("os.version");
        return PageCache.missing()
                .or(() -> kernel == null || kernel.equals(ours)
                        ? Optional.empty()
                        : Optional.of("cache=cold: expected an engine on this kernel (" + ours + "), got "
                                + endpoint.runtime().slug() + " on " + kernel + "; take cache=warm"))
                .orElse(null);
    }

    private static boolean inContainer(Scenario scenario) {
        return switch (scenario) {
            case Scenario.Native _ -> false;
            case Scenario.NoVolumes _, Scenario.BindMountVolume _, Scenario.BindMount _ -> true;
        };
    }
}
