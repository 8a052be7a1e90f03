package dev.mountmark.drift;

import dev.mountmark.statistics.PooledTTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The first pass of Otava: all places that may be changes, window by window, by a p-value that
/// is not strict yet (Fleming et al. 2023, Hunter).
final class Splitting {
    private final double[] values;
    private final int window;
    private final double pValue;

    /// @param window how many values are looked at together
    /// @param pValue up to which a place is taken
    Splitting(double[] values, int window, double pValue) {
        this.values = values;
        this.window = window;
        this.pValue = pValue;
    }

    /// A part of a window between two changes, and the place that divides it best.
    private record Part(int start, int end, Divergence.Candidate candidate) {
        static Part of(Divergence divergence, int start, int end) {
            return new Part(start, end, divergence.candidate(start, end));
        }
    }

    /// Windows overlap by half, but where one has found a change the next begins at its last one.
    ///
    /// @return indices, ascending
    List<Integer> places() {
        var places = new TreeSet<Integer>();
        var start = 0;
        while (start < values.length) {
            var found = within(start, Math.min(start + window, values.length));
            places.addAll(found);
            start = Math.max(found.isEmpty() ? 0 : found.last(), start + window / 2);
        }
        return List.copyOf(places);
    }

    /// Divides the window where it divides best, then its parts, until the best place is no
    /// change.
    private TreeSet<Integer> within(int from, int to) {
        var places = new TreeSet<Integer>();
        var divergence = new Divergence(values, from, to);
        var parts = new ArrayList<Part>();
        addPart(parts, 0, divergence, 0, to - from);
        while (!parts.isEmpty()) {
            var best = best(parts);
            var part = parts.get(best);
            var place = part.candidate().index();
            var test = PooledTTest.of(values, from + part.start(), from + place, from + part.end());
            if (!(test.pValue() <= pValue)) {
                break;
            }
            places.add(from + place);
            parts.remove(best);
            addPart(parts, best, divergence, place, part.end());
            addPart(parts, best, divergence, part.start(), place);
        }
        return places;
    }

    /// A single value cannot be divided.
    private static void addPart(List<Part> parts, int at, Divergence divergence, int start, int end) {
        if (end - start > 1) {
            parts.add(at, Part.of(divergence, start, end));
        }
    }

    /// The first of those that divide best.
    private static int best(List<Part> parts) {
        var best = 0;
        for (var i = 1; i < parts.size(); i++) {
            if (parts.get(i).candidate().divergence()
                    > parts.get(best).candidate().divergence()) {
                best = i;
            }
        }
        return best;
    }
}
