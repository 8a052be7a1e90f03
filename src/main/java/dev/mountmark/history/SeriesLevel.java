package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.statistics.Interval;
import java.util.Optional;

/// What the runs between two changes took.
///
/// @param from the first of these runs
/// @param runs how many, at least 1
/// @param median of their values, in seconds or as a ratio
/// @param interval of the median; empty below six runs
public record SeriesLevel(RunId from, int runs, double median, Optional<Interval> interval) {}
