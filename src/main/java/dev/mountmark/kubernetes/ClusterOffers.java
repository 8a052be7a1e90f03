package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.RuntimeStatus.Offer;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Scenario.Access;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which scenarios a node offers, and for what is missing the reason.
///
/// @param settings of the cluster
/// @param classes storage classes that the cluster has, or those that are set where it does not tell
record ClusterOffers(KubernetesSettings settings, Collection<String> classes) {
    ClusterOffers {
        classes = List.copyOf(classes);
    }

    /// @param missing why nothing can be measured there, absent when something can
    List<Offer> all(@Nullable String missing) {
        return Stream.concat(Scenario.ALL.stream().filter(ClusterOffers::inPod), volumes())
                .map(scenario -> offer(
                        scenario, missing != null ? missing : lacking(scenario).orElse(null)))
                .toList();
    }

    /// All that is there is usual: the article's scenarios alone would leave out what clusters differ in.
    private static Offer offer(Scenario scenario, @Nullable String missing) {
        return new Offer(scenario, missing, missing == null);
    }

    private static boolean inPod(Scenario scenario) {
        return switch (scenario) {
            case Scenario.Native _,
                    Scenario.BindMountVolume _,
                    Scenario.NfsVolume _,
                    Scenario.RelaxedBindMount _,
                    Scenario.PersistentVolume _ -> false;
            case Scenario.NoVolumes _, Scenario.BindMount _, Scenario.Volume _, Scenario.Tmpfs _ -> true;
        };
    }

    private Stream<Scenario> volumes() {
        var named = settings.storageClasses();
        return (named.isPresent() ? named.get() : classes)
                .stream().flatMap(name -> accesses().map(access -> new Scenario.PersistentVolume(name, access)));
    }

    private Stream<Access> accesses() {
        return Arrays.stream(Access.values())
                .filter(access -> settings.accessModes().contains(access.word()));
    }

    private Optional<String> lacking(Scenario scenario) {
        return switch (scenario) {
            case Scenario.BindMount _ ->
                settings.hostPath().isPresent()
                        ? Optional.empty()
                        : Optional.of("bind-mount: expected a folder of the nodes, found none; set"
                                + " mountmark.kubernetes.host-path");
            case Scenario.PersistentVolume volume ->
                classes.contains(volume.storageClass())
                        ? Optional.empty()
                        : Optional.of("mountmark.kubernetes.storage-classes: expected any of "
                                + classes.stream().sorted().collect(Collectors.joining(", ")) + ", got "
                                + volume.storageClass());
            case Scenario.Native _,
                    Scenario.NoVolumes _,
                    Scenario.BindMountVolume _,
                    Scenario.Volume _,
                    Scenario.Tmpfs _,
                    Scenario.NfsVolume _,
                    Scenario.RelaxedBindMount _ -> Optional.empty();
        };
    }
}
