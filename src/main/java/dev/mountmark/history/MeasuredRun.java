package dev.mountmark.history;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.Sample;
import java.util.List;

/// A run as it has ended, with all that was measured in it.
///
/// @param samples in the order in which they were taken
public record MeasuredRun(Run run, List<Sample> samples) {
    public MeasuredRun {
        samples = List.copyOf(samples);
    }
}
