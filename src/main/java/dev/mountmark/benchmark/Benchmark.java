package dev.mountmark.benchmark;

/// One cell: a workload in a scenario on a runtime.
///
/// @param runtime where; the host for `native`
/// @param scenario where the files live
/// @param workload what is done
/// @param workloadDigest which definition of it
public record Benchmark(Runtime runtime, Scenario scenario, Slug workload, String workloadDigest) {
    /// `npm-install bind-mount on linux`, for messages.
    public String words() {
        return workload + " " + scenario.label() + " on " + runtime.slug();
    }
}
