package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of every workload, as they were when the service started.
@ApplicationScoped
public class WorkloadFiles {
    private static final String TREE = "tree/";

    private final SortedMap<String, WorkloadSource> sources = new TreeMap<>();

    public WorkloadFiles(WorkloadSettings settings) {
        add(BuiltIn.SOURCES);
        settings.workloadDirectories().orElse(List.of()).forEach(directory -> add(WorkloadSource.below(directory)));
    }

    /// Everything in the workload's folder by its path relative to it: `Dockerfile`, `workload.yaml`, `tree/…`.
    public SortedMap<String, byte[]> of(Workload workload) {
        var source = sources.get(workload.name().value());
        if (source == null) {
            throw new IllegalArgumentException(
                    "workload: expected one of " + sources.keySet() + ", got " + workload.name());
        }
        return source.files();
    }

    /// Those below `tree/`, relative to it: what the work starts from.
    public SortedMap<String, byte[]> tree(Workload workload) {
        return tree(of(workload));
    }

    Collection<WorkloadSource> sources() {
        return Collections.unmodifiableCollection(sources.values());
    }

    static SortedMap<String, byte[]> tree(SortedMap<String, byte[]> files) {
        var tree = new TreeMap<String, byte[]>();
        files.subMap(TREE, TREE + Character.MAX_VALUE)
                .forEach((path, content) -> tree.put(path.substring(TREE.length()), content));
        return tree;
    }

    private void add(List<WorkloadSource> more) {
        for (var source : more) {
            var other = sources.putIfAbsent(source.name(), source);
            if (other != null) {
                throw new InvalidWorkloadException(
                        source.place(),
                        "expected a name of its own, got " + source.name() + ", which is also that of " + other.place()
                                + "; rename the folder");
            }
        }
    }
}
