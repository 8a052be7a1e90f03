package dev.mountmark.run;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Sandboxes;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What can be measured on, as all who offer it say.
@ApplicationScoped
class Runtimes {
    private final List<Sandboxes> offering;
    private final Event<RuntimesFound> observers;
    private volatile Map<Runtime, Sandboxes> owners = Map.of();
    private volatile List<RuntimeStatus> known = List.of();

    Runtimes(@All List<Sandboxes> offering, Event<RuntimesFound> observers) {
        this.offering = List.copyOf(offering);
        this.observers = observers;
    }

    /// Asks all of them now, side by side. The host first, then by slug.
    List<RuntimeStatus> now() {
        var found = new HashMap<Runtime, Sandboxes>();
        var statuses = new ArrayList<RuntimeStatus>();
        for (var offered : together(Sandboxes::runtimes)) {
            for (var status : offered.said()) {
                found.put(status.runtime(), offered.by());
                statuses.add(status);
            }
        }
        statuses.sort(Comparator.comparing(
                        (RuntimeStatus status) -> !status.runtime().slug().equals(Runtime.HOST))
                .thenComparing(RuntimeStatus::runtime));
        owners = Map.copyOf(found);
        known = List.copyOf(statuses);
        observers.fire(new RuntimesFound(known));
        return known;
    }

    /// As they were when last asked; asked now if they never were.
    List<RuntimeStatus> known() {
        return known.isEmpty() ? now() : known;
    }

    /// Who opens sandboxes there; empty for a runtime that is gone.
    Optional<Sandboxes> sandboxes(Runtime runtime) {
        if (!owners.containsKey(runtime)) {
            now();
        }
        return Optional.ofNullable(owners.get(runtime));
    }

    /// Removes all left-overs everywhere: what could not be removed, by name. Of several that share a work directory
    /// one may remove what another may not, so all are asked again while something is left.
    List<String> reap() {
        return reapOnce().isEmpty() ? List.of() : reapOnce();
    }

    private List<String> reapOnce() {
        return together(Sandboxes::reap).stream()
                .flatMap(answer -> answer.said().stream())
                .distinct()
                .toList();
    }

    private record Answer<T>(Sandboxes by, List<T> said) {}

    private interface Question<T> {
        List<T> ask(Sandboxes of);
    }

    private <T> List<Answer<T>> together(Question<T> question) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = offering.stream()
                    .map(one -> threads.submit((Callable<Answer<T>>) () -> new Answer<>(one, question.ask(one))))
                    .toList();
            return answers.stream().flatMap(Runtimes::answered).toList();
        }
    }

    private static <T> Stream<Answer<T>> answered(Future<Answer<T>> answer) {
        try {
            return Stream.of(answer.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A runtime's list of offers failed", e.getCause());
        }
    }
}
