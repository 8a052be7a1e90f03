package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// The workloads known here: the built-in ones and those of `mountmark.workload-directories`.
@ApplicationScoped
public class Catalogue {
    /// By name.
    public List<Workload> workloads() {
        throw new UnsupportedOperationException();
    }

    public Optional<Workload> named(String name) {
        throw new UnsupportedOperationException();
    }
}
