package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Waits until the pod of a Job runs, and says in the cluster's own words why it does not.
///
/// @param cluster where
/// @param job its name, which is that of its claim too
/// @param claimed whether it has one
record Waiting(Cluster cluster, String job, boolean claimed) {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /// Something is timed meanwhile, which must not be disturbed.
    private static final Duration JOINED_PAUSE = Duration.ofSeconds(2);

    /// @return the pod's name
    String untilBegun(Duration deadline) throws MeasuringException, InterruptedException {
        var end = System.nanoTime() + deadline.toNanos();
        while (true) {
            var pod = pod();
            if (pod.filter(PodState::begun).isPresent()) {
                return pod.get().name();
            }
            var refused = pod.isEmpty() && failed();
            if (refused || pod.filter(PodState::hopeless).isPresent() || System.nanoTime() >= end) {
                throw failure(pod, deadline);
            }
            // Nothing is timed yet.
            Thread.sleep(PAUSE);
        }
    }

    /// @return seconds that its container lived at most, by its node's clock
    double untilEnded(String pod, Duration deadline) throws MeasuringException, InterruptedException {
        var end = System.nanoTime() + deadline.toNanos();
        while (true) {
            var found = cluster.call(
                    Phase.START,
                    "look at pod " + pod,
                    client -> client.pods()
                            .inNamespace(cluster.namespace())
                            .withName(pod)
                            .get());
            var lived = found == null
                    ? Optional.<Duration>empty()
                    : PodState.of(found).lived();
            if (lived.isPresent()) {
                return lived.get().toNanos() / 1e9;
            }
            if (found == null || System.nanoTime() >= end) {
                throw new MeasuringException(new Failure(
                        Category.DEADLINE,
                        Phase.START,
                        "pod " + pod + ": expected that it ends within " + deadline + ", got "
                                + (found == null ? "none" : "one that runs")));
            }
            Thread.sleep(JOINED_PAUSE);
        }
    }

    private Optional<PodState> pod() throws MeasuringException, InterruptedException {
        return cluster
                .call(
                        Phase.START,
                        "look for the pod of Job " + job,
                        client -> client.pods()
                                .inNamespace(cluster.namespace())
                                .withLabel(Labels.JOB, job)
                                .list())
                .getItems()
                .stream()
                .findFirst()
                .map(PodState::of);
    }

    /// Whether the Job has been given up.
    private boolean failed() throws MeasuringException, InterruptedException {
        var found = cluster.call(
                Phase.START,
                "look at Job " + job,
                client -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(cluster.namespace())
                        .withName(job)
                        .get());
        return found == null
                || found.getStatus() != null
                        && found.getStatus().getFailed() != null
                        && found.getStatus().getFailed() > 0;
    }

    private MeasuringException failure(Optional<PodState> pod, Duration deadline) throws InterruptedException {
        var reasons = new ArrayList<String>();
        pod.flatMap(PodState::waiting).ifPresent(reasons::add);
        if (pod.isPresent()) {
            warning(pod.get().name()).filter(more -> !said(reasons, more)).ifPresent(reasons::add);
        } else {
            warning(job).ifPresent(reasons::add);
        }
        if (claimed) {
            warning(job)
                    .filter(more -> !said(reasons, more))
                    .map(reason -> "claim: " + reason)
                    .ifPresent(reasons::add);
        }
        var told = reasons.isEmpty() ? "the cluster gives no reason" : String.join("; ", reasons);
        return new MeasuringException(new Failure(
                told.toLowerCase(Locale.ROOT).contains("image") ? Category.IMAGE : Category.ENGINE,
                Phase.START,
                "start the pod: expected that it runs within " + deadline
                        + " (mountmark.kubernetes.pending-deadline), got " + told));
    }

    /// A pod and its event tell the same under two names.
    private static boolean said(List<String> reasons, String more) {
        return reasons.stream().anyMatch(reason -> reason.contains(message(more)) || more.contains(message(reason)));
    }

    private static String message(String reason) {
        return reason.substring(reason.indexOf(": ") + 1);
    }

    /// The newest of an object's events that is more than information.
    private Optional<String> warning(String object) throws InterruptedException {
        try {
            return cluster
                    .call(
                            Phase.START,
                            "read the events of " + object,
                            client -> client.v1()
                                    .events()
                                    .inNamespace(cluster.namespace())
                                    .withField("involvedObject.name", object)
                                    .list())
                    .getItems()
                    .stream()
                    .filter(event ->
                            "Warning".equals(event.getType()) || "WaitForFirstConsumer".equals(event.getReason()))
                    .max(Comparator.comparing(Waiting::time))
                    .map(event -> PodState.sentence(event.getReason(), event.getMessage()));
        } catch (MeasuringException e) {
            return Optional.of(e.failure().message());
        }
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getMetadata().getCreationTimestamp() == null
                ? ""
                : event.getMetadata().getCreationTimestamp();
    }
}
