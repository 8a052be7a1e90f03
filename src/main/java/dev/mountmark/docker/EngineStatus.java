package dev.mountmark.docker;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.RuntimeStatus.Way;
import dev.mountmark.workload.PageCache;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an engine is just now, as a runtime.
final class EngineStatus {
    private EngineStatus() {}

    /// One that is not asked before somebody names it: each question is a call to another machine.
    static RuntimeStatus unasked(Endpoint endpoint, MountSettings mounts) {
        return status(endpoint, mounts, RuntimeStatus.WHEN_NAMED, Map.of(), Telling.of(endpoint), false);
    }

    static RuntimeStatus of(Endpoint endpoint, MountSettings mounts) {
        try (var engine = Engine.open(endpoint)) {
            var facts = EngineFacts.of(engine);
            return status(
                    endpoint,
                    mounts,
                    facts.linux() ? null : "engine: expected one that runs Linux containers, got another kind",
                    facts.facts(),
                    facts.telling(),
                    true);
        } catch (MeasuringException e) {
            return silent(endpoint, mounts, Objects.requireNonNullElse(e.getMessage(), "engine: no answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return silent(endpoint, mounts, "interrupted while asking the engine");
        }
    }

    private static RuntimeStatus silent(Endpoint endpoint, MountSettings mounts, String reason) {
        return status(endpoint, mounts, reason, Map.of(), Telling.of(endpoint), true);
    }

    private static RuntimeStatus status(
            Endpoint endpoint,
            MountSettings mounts,
            @Nullable String missing,
            Map<String, String> facts,
            Telling telling,
            boolean asked) {
        var all = new TreeMap<>(facts);
        all.putAll(telling.facts());
        return new RuntimeStatus(
                telling.runtime(),
                endpoint.address(),
                missing,
                all,
                telling.sources(),
                new ScenarioOffers(endpoint, facts, mounts, System.getProperty("os.name")).all(missing),
                warmOnly(endpoint, facts),
                new Way(endpoint.local(), asked, endpoint.foundBy()));
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
}
