package dev.mountmark.host;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Catalogue;
import dev.mountmark.workload.PageCache;
import dev.mountmark.workload.WorkloadSettings;
import dev.mountmark.workload.Wrapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The host as it was found just now.
@ApplicationScoped
class HostStatus {
    static final Runtime HOST = new Runtime(Runtime.HOST, "Host");

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    /// Asking every program for its version starts each of them: not whenever runtimes are asked again.
    private static final Duration FRESH = Duration.ofMinutes(15);

    /// Nobody, not even root, can make a folder there.
    private static final Path NO_HOME = Path.of("/dev/null");

    private final Catalogue catalogue;
    private final HostWrapper wrapper;
    private final Confinement confinement;
    private final Path workDirectory;
    private @Nullable Seen seen;

    HostStatus(Catalogue catalogue, HostWrapper wrapper, Confinement confinement, WorkloadSettings settings) {
        this.catalogue = catalogue;
        this.wrapper = wrapper;
        this.confinement = confinement;
        workDirectory = settings.workDirectory().toAbsolutePath();
    }

    /// @param facts by name
    /// @param missing why nothing can be measured, absent when something can
    private record Seen(Map<String, String> facts, @Nullable String missing, long at) {}

    RuntimeStatus status() {
        var confined = confinement.reason();
        if (confined.isPresent()) {
            // Nothing in here says anything of the host.
            return status(Map.of(), confined.get());
        }
        var tools = HostTools.ofService();
        var look = look();
        var facts = new TreeMap<>(look.facts());
        for (var workload : catalogue.workloads()) {
            tools.missing(workload).ifPresent(reason -> facts.put("missing." + workload.name(), reason));
        }
        var missing = look.missing() == null ? allMissing(tools) : look.missing();
        return status(facts, missing);
    }

    private static RuntimeStatus status(Map<String, String> facts, @Nullable String missing) {
        return new RuntimeStatus(
                HOST,
                "",
                missing,
                facts,
                List.of(new RuntimeStatus.Offer(new Scenario.Native(), missing)),
                PageCache.missing().orElse(null));
    }

    /// Why a workload cannot be measured here, as a sentence with the way out.
    Optional<String> missing(Workload workload) {
        return confinement.reason().or(() -> HostTools.ofService().missing(workload));
    }

    private @Nullable String allMissing(HostTools tools) {
        var reasons = catalogue.workloads().stream().map(tools::missing).toList();
        return reasons.isEmpty() || reasons.stream().anyMatch(Optional::isEmpty)
                ? null
                : reasons.stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
    }

    private synchronized Seen look() {
        var before = seen;
        if (before != null && System.nanoTime() - before.at() < FRESH.toNanos()) {
            return before;
        }
        var now = lookAnew();
        seen = now;
        return now;
    }

    private Seen lookAnew() {
        var facts = new TreeMap<String, String>();
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        var folder = existing(workDirectory);
        if (!Files.isWritable(folder)) {
            return new Seen(
                    facts,
                    "mountmark.work-directory: expected that folders can be made in " + workDirectory + ", but "
                            + folder + " cannot be written",
                    System.nanoTime());
        }
        try {
            var software = catalogue.workloads().stream()
                    .map(Workload::software)
                    .filter(command -> !command.isBlank())
                    .distinct()
                    .collect(Collectors.joining("\n"));
            var call = new HostWrapper.Call(HostEnvironment.plain(NO_HOME, NO_HOME), "facts/", null, DEADLINE);
            facts.putAll(Wrapper.facts(
                    wrapper.call(call, "facts", folder.toString(), software).stdout()));
            return new Seen(facts, null, System.nanoTime());
        } catch (MeasuringException e) {
            return new Seen(facts, e.failure().message(), System.nanoTime());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Seen(facts, "the look at the host was interrupted", System.nanoTime() - FRESH.toNanos());
        }
    }

    private static Path existing(Path folder) {
        var parent = folder.getParent();
        return parent == null || Files.isDirectory(folder) ? folder : existing(parent);
    }
}
