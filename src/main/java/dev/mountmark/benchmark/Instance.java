package dev.mountmark.benchmark;

/// This installation: one data folder, one process at a time.
///
/// @param id random, made once per data folder; labels everything created in an engine, so that only what is ours is
///     ever removed
/// @param host the machine that measures; part of every series
public record Instance(String id, String host) {}
