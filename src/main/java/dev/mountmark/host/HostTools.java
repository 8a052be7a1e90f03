package dev.mountmark.host;

import dev.mountmark.benchmark.Workload;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Programs of the host, found where a shell would find them.
///
/// @param path folders, as the variable `PATH` has them
record HostTools(String path) {
    private static final String USUAL = "/usr/local/bin:/usr/bin:/bin";

    static HostTools ofService() {
        return new HostTools(Optional.ofNullable(System.getenv("PATH")).orElse(USUAL));
    }

    /// What the host lacks for a workload, as a sentence with the way out.
    Optional<String> missing(Workload workload) {
        var missing =
                workload.image().tools().stream().filter(tool -> !has(tool)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(workload.name() + ": expected "
                        + String.join(", ", workload.image().tools())
                        + " on the PATH of the service, but " + String.join(", ", missing)
                        + (missing.size() == 1 ? " is" : " are")
                        + " missing; install what is missing to measure native");
    }

    private boolean has(String tool) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, tool))
                .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
    }
}
