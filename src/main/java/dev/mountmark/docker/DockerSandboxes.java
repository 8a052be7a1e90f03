package dev.mountmark.docker;

import dev.mountmark.benchmark.Images;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.WorkFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Container engines with Docker's API.
@ApplicationScoped
public class DockerSandboxes implements Sandboxes {
    private static final Logger LOG = Logger.getLogger(DockerSandboxes.class);
    private static final Duration REAPING = Duration.ofMinutes(1);

    private final Instance instance;
    private final WorkloadContexts contexts;
    private final Endpoints endpoints;
    private final Neighbours neighbours;
    private final Map<Slug, Endpoint> seen = new ConcurrentHashMap<>();
    private final Set<Slug> visited = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Inject
    public DockerSandboxes(
            Instance instance, RuntimeSettings settings, DiscoverySettings discovery, WorkloadContexts contexts) {
        this(instance, contexts, new Endpoints(settings, discovery, contexts.workDirectory(), Machine.here()));
    }

    DockerSandboxes(Instance instance, WorkloadContexts contexts, Endpoints endpoints) {
        this.instance = instance;
        this.contexts = contexts;
        this.endpoints = endpoints;
        neighbours = new Neighbours(instance);
        // Told at the start, not when the first run asks.
        endpoints();
    }

    /// Those that are there, and those that were: an engine that was stopped takes its socket with it, and is then
    /// listed as one that does not answer.
    private List<Endpoint> endpoints() {
        var all = endpoints.all();
        all.troubles().stream().filter(told::add).forEach(LOG::warn);
        all.endpoints().forEach(endpoint -> seen.put(endpoint.runtime().slug(), endpoint));
        seen.values()
                .removeIf(endpoint -> !all.endpoints().contains(endpoint)
                        && all.endpoints().stream().anyMatch(endpoint::same));
        neighbours.are(seen.values());
        return seen.values().stream()
                .sorted(Comparator.comparing(Endpoint::runtime))
                .toList();
    }

    /// As it was when all were last looked for, which whoever asks for runtimes does; a run looks
    /// for none that it has.
    private Endpoint endpoint(Runtime runtime) {
        var known = seen.get(runtime.slug());
        return known == null ? anew(runtime) : known;
    }

    private Endpoint anew(Runtime runtime) {
        var all = endpoints();
        return all.stream()
                .filter(endpoint -> endpoint.runtime().slug().equals(runtime.slug()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("runtime: expected one of "
                        + all.stream()
                                .map(endpoint -> endpoint.runtime().slug().value())
                                .toList()
                        + ", got " + runtime.slug()));
    }

    @Override
    public List<RuntimeStatus> runtimes(Set<Slug> named) {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            return endpoints().stream().map(endpoint -> all.submit(() -> status(endpoint, named))).toList().stream()
                    .map(DockerSandboxes::joined)
                    .toList();
        }
    }

    private RuntimeStatus status(Endpoint endpoint, Set<Slug> named) {
        var asked = endpoint.local()
                || named.contains(endpoint.runtime().slug())
                || endpoint.access() instanceof Access.Refused;
        return asked ? EngineStatus.of(endpoint, contexts.mounts()) : EngineStatus.unasked(endpoint, contexts.mounts());
    }

    private static RuntimeStatus joined(Future<RuntimeStatus> status) {
        try {
            return status.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the engines", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException, InterruptedException {
        var endpoint = endpoint(runtime);
        var phases = new EnumMap<Phase, Double>(Phase.class);
        try (var engine = Engine.open(endpoint)) {
            visit(engine);
            contexts.image(engine, instance, workload, progress)
                    .makeReady(contexts.scratch(endpoint, instance), phases);
        }
        return phases;
    }

    @Override
    public Optional<Images> images() {
        return Optional.of(new EngineImages(this, this::endpoint, contexts::tag, contexts.buildDeadline()));
    }

    /// Another machine is not called at the start, so what a former process left there is removed now.
    private void visit(Engine engine) throws InterruptedException {
        var endpoint = engine.endpoint();
        if (!endpoint.local() && visited.add(endpoint.runtime().slug())) {
            new Leftovers(engine, Labels.of(instance), REAPING)
                    .remove()
                    .forEach(left -> LOG.warnf(
                            "%s: could not be removed: %s", endpoint.runtime().slug(), left));
        }
    }

    @Override
    public Sandbox open(SampleOrder order) {
        return new ContainerSandbox(
                contexts.surroundings(endpoint(order.benchmark().runtime()), instance, order.workload()),
                order,
                neighbours);
    }

    /// First what engines hold, then the folders: of several engines with one work directory each
    /// may remove there what another may not, so a folder is left only when all of them have tried.
    @Override
    public List<String> reap() {
        var left = new ArrayList<String>();
        var there = new ArrayList<Endpoint>();
        var folders = new LinkedHashMap<Path, List<Endpoint>>();
        for (var endpoint : endpoints()) {
            if (endpoint.local() || visited.contains(endpoint.runtime().slug())) {
                folders.computeIfAbsent(endpoint.workDirectory(), _ -> new ArrayList<>());
                reap(endpoint).ifPresent(more -> {
                    left.addAll(more);
                    there.add(endpoint);
                });
            }
        }
        there.forEach(endpoint ->
                Objects.requireNonNull(folders.get(endpoint.workDirectory())).add(endpoint));
        folders.forEach((folder, engines) -> left.addAll(reap(folder, engines)));
        return left;
    }

    /// Empty where the engine is not there: nothing can be said of it, and it is reaped when it is
    /// there at a start.
    private Optional<List<String>> reap(Endpoint endpoint) {
        try (var engine = Engine.open(endpoint)) {
            return Optional.of(new Leftovers(engine, Labels.of(instance), REAPING).remove());
        } catch (MeasuringException e) {
            LOG.infof("%s: nothing removed there: %s", endpoint.runtime().slug(), e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(List.of(endpoint.runtime().slug() + ": interrupted while removing"));
        }
    }

    private List<String> reap(Path workDirectory, List<Endpoint> engines) {
        try {
            return WorkFolder.deleteAll(workDirectory, instance, folder -> byAny(engines, folder));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(workDirectory + ": interrupted while removing");
        }
    }

    /// @return why none of them could
    private Optional<String> byAny(List<Endpoint> engines, Path folder) throws InterruptedException {
        var reasons = new ArrayList<String>();
        for (var endpoint : engines) {
            try (var engine = Engine.open(endpoint)) {
                new EngineRemoval(engine, Labels.of(instance), REAPING)
                        .onHost(folder)
                        .ifPresent(reasons::add);
            } catch (MeasuringException e) {
                reasons.add(folder + " (" + endpoint.runtime().slug() + ": " + e.getMessage() + ")");
            }
            if (Files.notExists(folder)) {
                return Optional.empty();
            }
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }
}
