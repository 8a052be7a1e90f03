package dev.mountmark.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Somebody who judges a series after each run, and writes down what is told.
///
/// @param told oldest first
record Watch(List<Entry> told) {
    /// @param runs how many there were when it was told
    record Entry(int runs, Verdict verdict) {}

    /// @param from how many runs there are when it is judged for the first time
    /// @param past what was said before
    static Watch of(Judging judging, double[] values, int from, List<Past> past) {
        var told = new ArrayList<Entry>();
        var known = new ArrayList<>(past);
        for (var runs = from; runs <= values.length; runs++) {
            for (var verdict : judging.of(Arrays.copyOf(values, runs), known).fresh()) {
                told.add(new Entry(runs, verdict));
                known.add(
                        switch (verdict) {
                            case Verdict.Changed changed -> new Past.Told(changed.index());
                            case Verdict.Withdrawn withdrawn -> new Past.Withdrawn(withdrawn.index());
                        });
            }
        }
        return new Watch(told);
    }

    List<Verdict> verdicts() {
        return told.stream().map(Entry::verdict).toList();
    }

    List<Verdict.Changed> changes() {
        return verdicts().stream()
                .filter(Verdict.Changed.class::isInstance)
                .map(Verdict.Changed.class::cast)
                .toList();
    }
}
