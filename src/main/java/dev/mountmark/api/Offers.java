package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What can be asked for here, as JSON.
final class Offers {
    private Offers() {}

    /// All runtimes.
    @Schema(name = "Runtimes", description = "What can be measured on here.")
    public record Runtimes(List<RuntimeOffer> runtimes) {
        static Runtimes of(List<RuntimeStatus> statuses) {
            return new Runtimes(statuses.stream().map(RuntimeOffer::of).toList());
        }
    }

    /// All scenarios.
    @Schema(name = "Scenarios", description = "Where the files of a benchmark can lie.")
    public record Scenarios(List<ScenarioOffer> scenarios) {
        static Scenarios of(List<RuntimeStatus> statuses) {
            var offered = statuses.stream()
                    .flatMap(status -> status.offers().stream())
                    .map(RuntimeStatus.Offer::scenario);
            return new Scenarios(Stream.concat(Scenario.ALL.stream(), offered)
                    .distinct()
                    .map(scenario -> ScenarioOffer.of(scenario, statuses))
                    .toList());
        }
    }

    /// All workloads.
    @Schema(name = "Workloads", description = "What can be measured here.")
    public record Workloads(List<WorkloadOffer> workloads) {
        static Workloads of(List<Workload> known) {
            return new Workloads(known.stream().map(WorkloadOffer::of).toList());
        }
    }

    /// A runtime as it was found just now.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Runtime", description = "A container engine as it was found just now, or the host.")
    public record RuntimeOffer(
            @Schema(description = "Slug, for requests.", examples = "linux")
            String runtime,

            @Schema(description = "As tables have it.", examples = "Linux")
            String displayName,

            @Schema(description = "Where it answers; empty for the host.")
            String endpoint,

            @Schema(description = "Whether it is on this machine; else it is asked and measured only when named.")
            boolean local,

            @Schema(description = "What led to it; empty for the host.")
            List<String> foundBy,

            @Schema(description = "Whether anything can be measured there.")
            boolean available,

            @Schema(description = "Why not; absent when it can.") @Nullable
            String reason,

            @Schema(description = "Versions and kinds, by name.")
            SortedMap<String, String> facts,

            @Schema(description = "Who says so, by the name of a fact, where somebody has to tell it.")
            SortedMap<String, String> sources,

            @Schema(description = "What can be asked for there.")
            List<Availability> scenarios) {
        static RuntimeOffer of(RuntimeStatus status) {
            return new RuntimeOffer(
                    status.runtime().slug().value(),
                    status.runtime().displayName(),
                    status.endpoint(),
                    status.way().local(),
                    status.way().foundBy(),
                    status.available(),
                    status.unavailable(),
                    new TreeMap<>(status.facts()),
                    new TreeMap<>(status.sources()),
                    status.offers().stream()
                            .map(offer -> new Availability(
                                    status.runtime().slug().value(),
                                    offer.scenario().label(),
                                    offer.available(),
                                    offer.missing()))
                            .toList());
        }
    }

    /// A scenario, and where it can be measured.
    @Schema(name = "Scenario", description = "Where the files of a benchmark lie.")
    public record ScenarioOffer(
            @Schema(description = "Label, for requests.", examples = "bind-mount")
            String scenario,

            @Schema(description = "As tables have it.", examples = "Bind mount")
            String title,

            String description,

            @Schema(description = "Where it can be measured.")
            List<Availability> runtimes) {
        static ScenarioOffer of(Scenario scenario, List<RuntimeStatus> statuses) {
            return new ScenarioOffer(
                    scenario.label(),
                    scenario.title(),
                    scenario.description(),
                    statuses.stream()
                            .flatMap(status -> status.offer(scenario).stream()
                                    .map(offer -> new Availability(
                                            status.runtime().slug().value(),
                                            scenario.label(),
                                            offer.available(),
                                            offer.missing())))
                            .toList());
        }
    }

    /// Whether a scenario can be measured on a runtime.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Availability", description = "Whether a scenario can be measured on a runtime.")
    public record Availability(
            String runtime,
            String scenario,
            boolean available,

            @Schema(description = "Why not; absent when it can.") @Nullable
            String reason) {}

    /// A workload.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Workload", description = "What is done in a scenario.")
    public record WorkloadOffer(
            @Schema(description = "Name, for requests.", examples = "npm-install")
            String workload,

            String title,
            String description,

            @Schema(description = "Over all that decides what is measured: the identity of its series.")
            String digest,

            @Schema(description = "The shell command that is measured.")
            String command,

            @Schema(description = "What the volume of bind-mount-volume is mounted at; absent when it has none.")
            @Nullable
            String volumePath,

            @Schema(description = "Entries of the tree that is there afterwards.")
            long entries,

            @Schema(description = "The most that a container may use: memoryBytes and processes.")
            Map<String, Long> limits) {
        static WorkloadOffer of(Workload workload) {
            return new WorkloadOffer(
                    workload.name().value(),
                    workload.title(),
                    workload.description(),
                    workload.digest(),
                    workload.command(),
                    workload.volumePath(),
                    workload.verify().tree().entries(),
                    new TreeMap<>(Map.of("memoryBytes", workload.limits().memoryBytes(), "processes", (long)
                            workload.limits().processes())));
        }
    }
}
