package dev.mountmark.benchmark;

/// What one sample is to be taken of; its names label everything that is made for it.
///
/// @param run which run
/// @param number of the sample in its run, from 1
/// @param round from 1; warm-up rounds first
/// @param warmup kept and marked, not counted
/// @param benchmark which cell
/// @param workload its definition
/// @param cache what is done to the kernel's caches before the command
public record SampleOrder(
        RunId run, int number, int round, boolean warmup, Benchmark benchmark, Workload workload, Cache cache) {
    /// Unique among all that an instance ever makes: safe in a path and in a container's name.
    public String place() {
        return run.value() + "-" + number;
    }
}
