package dev.mountmark.run;

/// Runs have come into the history that were measured before; their series are judged.
public record HistoryImported() {}
