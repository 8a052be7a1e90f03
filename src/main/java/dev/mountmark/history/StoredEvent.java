package dev.mountmark.history;

import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunId;
import java.time.Instant;

/// @param run to which it belongs
/// @param number in its run, from 1, without gaps: what `Last-Event-ID` names
/// @param at when it was stored
/// @param event what happened
public record StoredEvent(RunId run, long number, Instant at, RunEvent event) {}
