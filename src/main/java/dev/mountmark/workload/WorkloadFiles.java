package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;

/// The files of every workload, as they were when the service started.
@ApplicationScoped
public class WorkloadFiles {
    /// Everything in the workload's folder by its path relative to it: `Dockerfile`, `workload.yaml`, `tree/…`.
    public SortedMap<String, byte[]> of(Workload workload) {
        throw new UnsupportedOperationException();
    }

    /// Those below `tree/`, relative to it: what the work starts from.
    public SortedMap<String, byte[]> tree(Workload workload) {
        throw new UnsupportedOperationException();
    }
}
