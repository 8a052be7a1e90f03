package dev.mountmark.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Images of workloads where they are built, for use elsewhere.
public interface Images {
    /// Has it there, as [Sandboxes#makeReady] has it for a run.
    ///
    /// @param progress told one short sentence for each step
    BuiltImage ready(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException, InterruptedException;

    /// Writes an image as a tar that container engines and containerd load.
    ///
    /// @throws IOException when `target` does not take it
    void save(Runtime runtime, BuiltImage image, OutputStream target)
            throws IOException, MeasuringException, InterruptedException;
}
