package dev.mountmark.history;

import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Scenario;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one run says of a series.
///
/// @param run which
/// @param at when the run began: the order of points
/// @param medianSeconds of the counted samples, above 0
/// @param samples how many of them, at least 1
/// @param reference the scenario that the ratio is taken to, absent where there is none
/// @param ratio to the reference, above 0; absent where there is none, and for the reference itself
/// @param facts what was true there then
public record SeriesPoint(
        RunId run,
        Instant at,
        double medianSeconds,
        int samples,
        @Nullable Scenario reference,
        @Nullable Double ratio,
        Facts facts) {}
