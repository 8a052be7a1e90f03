package dev.mountmark.benchmark;

import java.time.Duration;

/// A workload that differs in one thing.
public final class Changed {
    private Changed() {}

    public static Workload command(Workload workload, String command) {
        return with(workload, command, workload.limits(), workload.deadlines());
    }

    /// @param deadline of its command
    public static Workload command(Workload workload, String command, Duration deadline) {
        var deadlines = workload.deadlines();
        return with(
                workload,
                command,
                workload.limits(),
                new Workload.Deadlines(
                        deadlines.prepare(), deadline, deadlines.settle(), deadlines.verify(), deadlines.delete()));
    }

    public static Workload memory(Workload workload, long bytes) {
        return with(
                workload,
                workload.command(),
                new Workload.Limits(bytes, workload.limits().processes()),
                workload.deadlines());
    }

    private static Workload with(
            Workload workload, String command, Workload.Limits limits, Workload.Deadlines deadlines) {
        return new Workload(
                workload.name(),
                workload.title(),
                workload.description(),
                workload.digest(),
                workload.image(),
                workload.volumePath(),
                workload.environment(),
                workload.software(),
                workload.prepare(),
                command,
                workload.verify(),
                limits,
                deadlines);
    }
}
