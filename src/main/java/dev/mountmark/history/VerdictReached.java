package dev.mountmark.history;

/// Told after the history has it, as [StoredEvent] is.
public record VerdictReached(Series series, StoredVerdict verdict) {}
