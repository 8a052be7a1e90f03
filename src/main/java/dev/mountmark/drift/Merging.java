package dev.mountmark.drift;

import dev.mountmark.statistics.PooledTTest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The second pass of Otava: of all places the weakest is taken away again and again, until what
/// is left is strong enough. Its p-value comes first, then its magnitude.
final class Merging {
    private final double[] values;
    private final Detection detection;
    private final List<Change> changes = new ArrayList<>();

    private Merging(double[] values, Detection detection) {
        this.values = values;
        this.detection = detection;
    }

    /// @param places indices, ascending
    static List<Change> of(double[] values, List<Integer> places, Detection detection) {
        var merging = new Merging(values, detection);
        for (var i = 0; i < places.size(); i++) {
            var from = i == 0 ? 0 : places.get(i - 1);
            var to = i == places.size() - 1 ? values.length : places.get(i + 1);
            merging.changes.add(Change.of(places.get(i), PooledTTest.of(values, from, places.get(i), to)));
        }
        merging.merge();
        return List.copyOf(merging.changes);
    }

    private void merge() {
        for (var weakest = weakest(); weakest.isPresent(); weakest = weakest()) {
            var removed = weakest.getAsInt();
            changes.remove(removed);
            // As Otava does it: the two behind, not the one before, although that one's right side has grown.
            test(removed);
            test(removed + 1);
        }
    }

    private void test(int i) {
        if (i < changes.size()) {
            var index = changes.get(i).index();
            changes.set(i, Change.of(index, PooledTTest.of(values, start(i), index, end(i))));
        }
    }

    /// Empty when all are strong enough.
    private OptionalInt weakest() {
        var beside = first(
                i -> isShort(start(i), changes.get(i).index())
                        || isShort(changes.get(i).index(), end(i)),
                Change::pValue,
                1);
        if (beside.isPresent()) {
            return beside;
        }
        var unsure = first(_ -> true, Change::pValue, 1);
        if (unsure.isPresent() && !(changes.get(unsure.getAsInt()).pValue() < detection.pValue())) {
            return unsure;
        }
        var small = first(_ -> true, Change::magnitude, -1);
        return small.isPresent() && changes.get(small.getAsInt()).magnitude() > detection.magnitude()
                ? OptionalInt.empty()
                : small;
    }

    private boolean isShort(int from, int to) {
        return to - from < detection.minimumSegment();
    }

    /// The first of the greatest ones. What is not a number stays when it comes first and else
    /// never wins, which is how Python's `max` and `min` go about it.
    ///
    /// @param sign -1 for the smallest
    private OptionalInt first(IntPredicate among, ToDoubleFunction<Change> size, int sign) {
        return IntStream.range(0, changes.size())
                .filter(among)
                .reduce((best, i) ->
                        sign * size.applyAsDouble(changes.get(i)) > sign * size.applyAsDouble(changes.get(best))
                                ? i
                                : best);
    }

    private int start(int i) {
        return i == 0 ? 0 : changes.get(i - 1).index();
    }

    private int end(int i) {
        return i == changes.size() - 1 ? values.length : changes.get(i + 1).index();
    }
}
