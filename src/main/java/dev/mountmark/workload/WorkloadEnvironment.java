package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import java.util.TreeMap;

/// The variables that every command of a workload sees, wherever it runs.
@ApplicationScoped
public class WorkloadEnvironment {
    private final WorkloadSettings settings;

    public WorkloadEnvironment(WorkloadSettings settings) {
        this.settings = settings;
    }

    /// Of `prepare`, `command` and `software`.
    ///
    /// @param cache where the workload's cache lies there, by its path
    public SortedMap<String, String> of(Workload workload, String cache) {
        var variables = ofFilling(cache);
        variables.putAll(workload.environment());
        return variables;
    }

    /// Of the command that fills the cache: without the workload's own, which may well forbid the network.
    ///
    /// @param cache the folder to fill
    public SortedMap<String, String> ofFilling(String cache) {
        var variables = new TreeMap<String, String>();
        variables.put("npm_config_registry", settings.npm().registry().toString());
        variables.put("MOUNTMARK_CACHE", cache);
        return variables;
    }
}
