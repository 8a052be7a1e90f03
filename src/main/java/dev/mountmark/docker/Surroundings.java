package dev.mountmark.docker;

import dev.mountmark.benchmark.Instance;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a sandbox finds ready.
///
/// @param instance whose labels it carries
/// @param endpoint where it is opened
/// @param image by tag
/// @param tree content by path: what the work starts from
/// @param environment of the work
/// @param mounts what the settings say of them
/// @param minimumFree bytes that must be free on the disk of the work directory
record Surroundings(
        Instance instance,
        Endpoint endpoint,
        String image,
        SortedMap<String, byte[]> tree,
        Map<String, String> environment,
        MountSettings mounts,
        long minimumFree) {
    Surroundings {
        tree = new TreeMap<>(tree);
        environment = Map.copyOf(environment);
    }
}
