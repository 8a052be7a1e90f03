package dev.mountmark.host;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.workload.WorkloadSettings;
import dev.mountmark.workload.Wrapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The wrapper as a file of the host: one for all samples, in the data folder.
@ApplicationScoped
class HostWrapper {
    private final Path dataDirectory;

    HostWrapper(WorkloadSettings settings) {
        dataDirectory = settings.dataDirectory().toAbsolutePath();
    }

    /// Calls it and waits for its end.
    HostProcess.Ended call(Call call, String... arguments) throws MeasuringException, InterruptedException {
        // In a session of its own, so that a Ctrl-C meant for the service does not reach the work.
        var all = new ArrayList<>(List.of("sh", script().toString(), "tethered"));
        all.addAll(Arrays.asList(arguments));
        return new HostProcess(all, call.environment(), call.mark(), call.phase()).run(dataDirectory, call.deadline());
    }

    /// @param environment all of it
    /// @param mark of everything that is started
    /// @param phase for failures, absent outside every phase
    /// @param deadline the longest it may take
    record Call(
            Map<String, String> environment,
            String mark,
            @Nullable Phase phase,
            Duration deadline) {}

    /// Written anew when another version of the service has left another.
    private synchronized Path script() throws MeasuringException {
        var file = dataDirectory.resolve(Wrapper.FILE);
        try {
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), Wrapper.script())) {
                Files.createDirectories(dataDirectory);
                var temporary = Files.write(dataDirectory.resolve("." + Wrapper.FILE), Wrapper.script());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(
                            Failure.Category.HOST,
                            null,
                            "mountmark.data-directory: expected that " + file + " can be written, got " + e),
                    e);
        }
    }
}
