package dev.mountmark.docker;

import dev.mountmark.benchmark.RuntimeStatus.Offer;
import dev.mountmark.benchmark.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which scenarios an engine offers, and for what is missing the reason.
///
/// @param endpoint of the engine
/// @param facts what the engine says of itself; empty where it does not answer
/// @param settings of what is mounted
/// @param system this host's, as Java names it
record ScenarioOffers(Endpoint endpoint, Map<String, String> facts, MountSettings settings, String system) {
    private static final String DESKTOP = "Docker Desktop";

    /// @param missing why nothing can be measured there, absent when something can
    List<Offer> all(@Nullable String missing) {
        return Scenario.ALL.stream()
                .filter(ScenarioOffers::inContainer)
                .map(scenario -> new Offer(
                        scenario, missing != null ? missing : lacking(scenario).orElse(null)))
                .toList();
    }

    private static boolean inContainer(Scenario scenario) {
        return switch (scenario) {
            case Scenario.Native _, Scenario.PersistentVolume _ -> false;
            case Scenario.NoVolumes _,
                    Scenario.BindMountVolume _,
                    Scenario.BindMount _,
                    Scenario.Volume _,
                    Scenario.Tmpfs _,
                    Scenario.NfsVolume _,
                    Scenario.RelaxedBindMount _ -> true;
        };
    }

    private Optional<String> lacking(Scenario scenario) {
        return switch (scenario) {
            case Scenario.Native _,
                    Scenario.NoVolumes _,
                    Scenario.Volume _,
                    Scenario.PersistentVolume _,
                    Scenario.Tmpfs _ -> Optional.empty();
            case Scenario.BindMountVolume _, Scenario.BindMount _ -> unshared(scenario);
            case Scenario.NfsVolume _ -> export(settings.nfs());
            case Scenario.RelaxedBindMount _ -> desktop().or(() -> unshared(scenario));
        };
    }

    private Optional<String> unshared(Scenario scenario) {
        return endpoint.mayShareFolders()
                ? Optional.empty()
                : Optional.of(
                        ("%s: expected the path by which that machine has %s, found none; share the folder with it"
                                        + " (NFS, sshfs) and set mountmark.runtimes.%s.engine-work-directory")
                                .formatted(
                                        scenario.label(),
                                        endpoint.workDirectory(),
                                        endpoint.runtime().slug()));
    }

    private static Optional<String> export(MountSettings.Nfs nfs) {
        if (nfs.address().isEmpty() || nfs.export().isEmpty()) {
            return Optional.of("nfs-volume: expected a server and what it exports, found none; set"
                    + " mountmark.nfs.address and mountmark.nfs.export");
        }
        if (nfs.address().get().contains(",")) {
            return Optional.of("mountmark.nfs.address: expected one name or address, got "
                    + nfs.address().get());
        }
        return nfs.export().get().startsWith("/")
                ? Optional.empty()
                : Optional.of("mountmark.nfs.export: expected a path that begins with /, got "
                        + nfs.export().get());
    }

    /// Elsewhere the option is taken and does nothing: a series of its own would be one of
    /// something else.
    private Optional<String> desktop() {
        var engine = facts.getOrDefault("engineSystem", "another engine");
        return system.startsWith("Mac") && engine.equals(DESKTOP)
                ? Optional.empty()
                : Optional.of("consistency: expected Docker Desktop for Mac, the only engine that knows it," + " got "
                        + engine + " on " + system + "; take bind-mount");
    }
}
