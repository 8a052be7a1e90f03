package dev.mountmark.docker;

import dev.mountmark.benchmark.Workload;
import java.time.Duration;

/// A workload that differs in one thing.
final class Changed {
    private Changed() {}

    static Workload command(Workload workload, String command) {
        return with(workload, command, workload.deadlines());
    }

    /// @param deadline of its command
    static Workload command(Workload workload, String command, Duration deadline) {
        var deadlines = workload.deadlines();
        return with(
                workload,
                command,
                new Workload.Deadlines(
                        deadlines.prepare(), deadline, deadlines.settle(), deadlines.verify(), deadlines.delete()));
    }

    private static Workload with(Workload workload, String command, Workload.Deadlines deadlines) {
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
                workload.limits(),
                deadlines);
    }
}
