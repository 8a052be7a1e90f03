package dev.mountmark.workload;

import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The workloads known here: the built-in ones and those of `mountmark.workload-directories`. Read at the start, so
/// that a mistake in one, or in the settings, is told then and not in the middle of a run.
@Startup
@ApplicationScoped
public class Catalogue {
    private final SortedMap<Slug, Workload> workloads = new TreeMap<>();

    public Catalogue(WorkloadFiles files, WorkloadSettings settings) {
        WorkloadSettings.check(settings);
        var reader = new WorkloadReader();
        for (var source : files.sources()) {
            var workload = source.builtIn() ? BuiltIn.workload(source) : reader.read(source);
            workloads.put(workload.name(), withChoice(workload, settings));
        }
        settings.workloads().keySet().stream()
                .filter(name -> named(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidWorkloadException(
                            "mountmark.workloads." + name, "expected one of " + workloads.keySet() + ", got " + name);
                });
    }

    /// By name.
    public List<Workload> workloads() {
        return List.copyOf(workloads.values());
    }

    public Optional<Workload> named(String name) {
        return workloads.values().stream()
                .filter(workload -> workload.name().value().equals(name))
                .findFirst();
    }

    private static Workload withChoice(Workload workload, WorkloadSettings settings) {
        return Optional.ofNullable(settings.workloads().get(workload.name().value()))
                .flatMap(WorkloadSettings.Choice::baseImage)
                .map(base -> workload.withImage(new Workload.Image(
                        base, workload.image().tools(), workload.image().cache())))
                .orElse(workload);
    }
}
