package dev.mountmark.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the pod of a sample is, in the cluster's own words.
///
/// @param pod as it was read
record PodState(Pod pod) {
    /// Waiting helps in no way.
    private static final Set<String> HOPELESS =
            Set.of("ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError");

    static PodState of(Pod pod) {
        return new PodState(pod);
    }

    String name() {
        return pod.getMetadata().getName();
    }

    /// Whether its container runs or has run.
    boolean begun() {
        return states().anyMatch(state -> state.getRunning() != null || state.getTerminated() != null)
                || PodLog.finished(pod);
    }

    /// Whether it will never run.
    boolean hopeless() {
        return states().filter(state -> state.getWaiting() != null)
                .anyMatch(state -> HOPELESS.contains(state.getWaiting().getReason()));
    }

    /// Why it does not run, as far as the pod itself tells.
    Optional<String> waiting() {
        var container = states().filter(state -> state.getWaiting() != null)
                .map(state -> sentence(
                        state.getWaiting().getReason(), state.getWaiting().getMessage()))
                .filter(reason -> !reason.equals("ContainerCreating"));
        var conditions = pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && !condition.getStatus().equals("True"))
                .map(condition -> sentence(condition.getReason(), condition.getMessage()));
        return Stream.concat(container, conditions).findFirst();
    }

    /// Between what its node says of its begin and its end, which are whole seconds; empty while it runs.
    Optional<Duration> lived() {
        return states().map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .filter(ended -> ended.getStartedAt() != null && ended.getFinishedAt() != null)
                .findFirst()
                .map(ended -> Duration.between(
                                Instant.parse(ended.getStartedAt()), Instant.parse(ended.getFinishedAt()))
                        .plusSeconds(1));
    }

    /// How it ended: `OOMKilled (exit code 137)`, `Evicted: the node was low on memory`, …
    String ending() {
        var told = Stream.of(pod.getStatus().getReason())
                .filter(Objects::nonNull)
                .map(reason -> sentence(reason, pod.getStatus().getMessage()));
        var container = states().filter(state -> state.getTerminated() != null)
                .map(state -> state.getTerminated().getReason() + " (exit code "
                        + state.getTerminated().getExitCode() + ")");
        return Stream.concat(told, container)
                .findFirst()
                .orElseGet(() -> "its phase is " + pod.getStatus().getPhase());
    }

    private Stream<ContainerState> states() {
        return Objects.requireNonNullElse(pod.getStatus().getContainerStatuses(), List.<ContainerStatus>of()).stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull);
    }

    static String sentence(@Nullable String reason, @Nullable String message) {
        return message == null || message.isBlank()
                ? Objects.toString(reason)
                : Objects.toString(reason) + ": " + message.strip();
    }
}
