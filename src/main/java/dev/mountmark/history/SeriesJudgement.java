package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.drift.State;
import java.time.Instant;
import java.util.Optional;

/// How one measure of a series stands, as it was last judged.
///
/// @param series of which
/// @param measure of what
/// @param state as the runs have it; see [State#at] for what time makes of it
/// @param runs how many it was judged by
/// @param newestRun the newest of them
/// @param newestAt when that began
/// @param newestValue what it took, in seconds or as a ratio
/// @param baseline what it is held against; empty while it is learning
/// @param level the one that the newest run belongs to; empty while it is learning
/// @param change the newest one that was told and not withdrawn
public record SeriesJudgement(
        Series series,
        Measure measure,
        State state,
        int runs,
        RunId newestRun,
        Instant newestAt,
        double newestValue,
        Optional<SeriesLevel> baseline,
        Optional<SeriesLevel> level,
        Optional<NewestChange> change) {
    public SeriesJudgement with(State changed) {
        return new SeriesJudgement(
                series, measure, changed, runs, newestRun, newestAt, newestValue, baseline, level, change);
    }

    /// @param run the first one of the new level
    /// @param at when that began
    /// @param ratio how many times as large the new level is as the one before
    /// @param pValue of the detection
    public record NewestChange(RunId run, Instant at, double ratio, double pValue) {}
}
