package dev.mountmark.run;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// What can be measured on, as all who offer it say.
@ApplicationScoped
class Runtimes {
    private static final Logger LOG = Logger.getLogger(Runtimes.class);

    private final List<Sandboxes> offering;
    private final Event<RuntimesFound> observers;
    private final Map<Slug, Boolean> availableBefore = new HashMap<>();
    private volatile Map<Slug, Sandboxes> owners = Map.of();
    private volatile List<RuntimeStatus> known = List.of();

    Runtimes(@All List<Sandboxes> offering, Event<RuntimesFound> observers) {
        this.offering = List.copyOf(offering);
        this.observers = observers;
    }

    /// Asks all on this machine now, side by side. The host first, then by slug.
    List<RuntimeStatus> now() {
        return now(Set.of());
    }

    /// Asks besides those that are named, wherever they are.
    List<RuntimeStatus> now(Set<Slug> named) {
        var found = new HashMap<Slug, Sandboxes>();
        var statuses = new ArrayList<RuntimeStatus>();
        for (var offered : together(one -> one.runtimes(named))) {
            for (var status : offered.said()) {
                found.put(status.runtime().slug(), offered.by());
                statuses.add(status);
            }
        }
        statuses.sort(Comparator.comparing(
                        (RuntimeStatus status) -> !status.runtime().slug().equals(Runtime.HOST))
                .thenComparing(RuntimeStatus::runtime));
        owners = Map.copyOf(found);
        var now = List.copyOf(statuses);
        known = now;
        var changes = changes(now);
        changes.forEach(Runtimes::log);
        observers.fire(new RuntimesFound(now, changes));
        return now;
    }

    private synchronized List<RuntimeChange> changes(List<RuntimeStatus> now) {
        var changes = new ArrayList<RuntimeChange>();
        var first = availableBefore.isEmpty();
        for (var status : now) {
            if (status.way().asked()) {
                var before = availableBefore.put(status.runtime().slug(), status.available());
                if (!first && status.available() != Boolean.TRUE.equals(before)) {
                    changes.add(change(status));
                }
            }
        }
        return changes;
    }

    private static RuntimeChange change(RuntimeStatus status) {
        var reason = status.unavailable();
        return reason == null
                ? new RuntimeChange.Returned(status.runtime())
                : new RuntimeChange.Lost(status.runtime(), reason);
    }

    private static void log(RuntimeChange change) {
        switch (change) {
            case RuntimeChange.Lost(var runtime, var reason) ->
                LOG.infof("Runtime %s is no longer available: %s", runtime.slug(), reason);
            case RuntimeChange.Returned(var runtime) -> LOG.infof("Runtime %s is available", runtime.slug());
        }
    }

    /// As they were when last asked; asked now if they never were.
    List<RuntimeStatus> known() {
        return known.isEmpty() ? now() : known;
    }

    /// Who opens sandboxes there; empty for a runtime that is gone.
    Optional<Sandboxes> sandboxes(Runtime runtime) {
        if (!owners.containsKey(runtime.slug())) {
            now();
        }
        return Optional.ofNullable(owners.get(runtime.slug()));
    }

    /// Samples that a former process began and that go on without one.
    List<Sandboxes.Unattended> unattended() {
        return offering.stream().flatMap(one -> one.unattended().stream()).toList();
    }

    /// Removes all left-overs everywhere: what could not be removed, by name. One after the other:
    /// the host ends what writes into folders there, and an engine may remove there what the
    /// service may not. So whoever could not remove something is asked again when the others have
    /// done their part.
    List<String> reap() {
        var left = new LinkedHashMap<Sandboxes, List<String>>();
        offering.forEach(one -> left.put(one, one.reap()));
        if (offering.size() > 1) {
            left.replaceAll((one, things) -> things.isEmpty() ? things : one.reap());
        }
        return left.values().stream().flatMap(List::stream).distinct().toList();
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
