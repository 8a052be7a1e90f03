package dev.mountmark.docker;

import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A workload that does nothing.
final class LittleWorkload {
    private LittleWorkload() {}

    static Workload make() {
        var second = Duration.ofSeconds(1);
        return new Workload(
                new Slug("little"),
                "Little",
                "",
                "0".repeat(64),
                new Workload.Image("node:22", List.of(), null),
                null,
                Map.of(),
                "",
                null,
                "true",
                new Workload.Verify(".", List.of(), new TreeSummary(1, "sha256:" + "0".repeat(64))),
                new Workload.Limits(1 << 30, 64),
                new Workload.Deadlines(second, second, second, second, second));
    }
}
