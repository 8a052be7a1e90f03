package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The workloads inside the program. A native binary has its classes initialized when it is built: there they are read
/// once and for all, while parsing and digesting them would take a good part of every start.
final class BuiltIn {
    static final List<WorkloadSource> SOURCES = WorkloadSource.inside();

    private static final Map<String, Workload> WORKLOADS = read();

    private BuiltIn() {}

    /// @param source one of [#SOURCES]
    static Workload workload(WorkloadSource source) {
        var workload = WORKLOADS.get(source.name());
        if (workload == null) {
            throw new IllegalArgumentException("source: expected a built-in one, got " + source.place());
        }
        return workload;
    }

    private static Map<String, Workload> read() {
        var reader = new WorkloadReader();
        return SOURCES.stream().collect(Collectors.toUnmodifiableMap(WorkloadSource::name, reader::read));
    }
}
