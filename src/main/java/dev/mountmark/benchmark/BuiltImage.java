package dev.mountmark.benchmark;

/// A workload's image in a container engine.
///
/// @param name there, with its tag
/// @param id there
/// @param loadedName how the nodes of a cluster call it once they have loaded what [Images#save] wrote
public record BuiltImage(String name, String id, String loadedName) {}
