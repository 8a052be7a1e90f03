package dev.mountmark.docker;

import dev.mountmark.benchmark.Caveat.OtherContainers;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The containers that run beside a sample: on its own engine and on the others of this machine.
final class Neighbours {
    private final Instance instance;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private volatile List<Endpoint> engines = List.of();

    /// @param instance whose own containers do not count
    Neighbours(Instance instance) {
        this.instance = instance;
    }

    /// From now on these are asked. Each engine once, whatever runtimes it has; one that kept
    /// silent is asked again.
    void are(Collection<Endpoint> endpoints) {
        silent.clear();
        engines = endpoints.stream()
                .collect(Collectors.toMap(one -> one.access().identity(), one -> one, (first, _) -> first))
                .values()
                .stream()
                .sorted((one, other) -> one.runtime().compareTo(other.runtime()))
                .toList();
    }

    /// How many run now, as the fact [OtherContainers#FACT] has it: `2 on linux, 1 on podman`, or
    /// `none`. An engine that does not answer is left out, and is not asked again for the next
    /// samples: each would wait for it.
    String beside(Endpoint mine) throws InterruptedException {
        var asked = engines.stream()
                .filter(one -> one.local() || one.same(mine))
                .filter(one -> !(one.access() instanceof Access.Refused))
                .filter(one -> !silent.contains(one.access().identity()))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    asked.stream().map(one -> threads.submit(() -> count(one))).toList();
            var found = Stream.<String>builder();
            for (var i = 0; i < answers.size(); i++) {
                var count = joined(answers.get(i));
                if (count > 0) {
                    found.add(count + " on " + asked.get(i).runtime().slug());
                }
            }
            var words = found.build().collect(Collectors.joining(", "));
            return words.isEmpty() ? OtherContainers.NONE : words;
        }
    }

    private long count(Endpoint endpoint) throws InterruptedException {
        try (var engine = Engine.open(endpoint)) {
            var running = engine.call(
                    new Step("list running containers", Engine.GREETING),
                    client -> client.listContainersCmd().exec());
            return running.stream()
                    .filter(container -> container.getLabels() == null
                            || !instance.id().equals(container.getLabels().get(Labels.INSTANCE)))
                    .count();
        } catch (MeasuringException e) {
            silent.add(endpoint.access().identity());
            return 0;
        }
    }

    private static long joined(Future<Long> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
