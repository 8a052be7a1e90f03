package dev.mountmark.drift;

import java.util.List;

/// What the newest level is held against.
///
/// @param level the first one of at least three runs, or a later one that took its place
/// @param byItself whether it is an improvement, which needs nobody to accept it
record Baseline(Level level, boolean byItself) {
    private static final int LEAST_RUNS = 3;

    /// @param levels oldest first, at least one
    /// @param accepted where levels begin that a person took as the baseline
    /// @param magnitude what does not count as a change
    static Baseline of(List<Level> levels, List<Integer> accepted, double magnitude) {
        var first = levels.stream().filter(Baseline::isLong).findFirst().orElse(levels.getFirst());
        var baseline = new Baseline(first, false);
        for (var i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (isAccepted(levels, i, accepted)) {
                baseline = new Baseline(level, false);
            } else if (level.from() > baseline.level.from()
                    && isLong(level)
                    && baseline.level.exceeds(level, magnitude)) {
                baseline = new Baseline(level, true);
            }
        }
        return baseline;
    }

    private static boolean isLong(Level level) {
        return level.runs() >= LEAST_RUNS;
    }

    /// A level begins now some runs from where it began when it was accepted, or has become part
    /// of a longer one.
    private static boolean isAccepted(List<Level> levels, int i, List<Integer> accepted) {
        return accepted.stream().anyMatch(index -> i == nearest(levels, index));
    }

    private static int nearest(List<Level> levels, int index) {
        for (var i = 0; i < levels.size(); i++) {
            if (Standing.isNear(levels.get(i).from(), List.of(index))) {
                return i;
            }
        }
        return (int) levels.stream().filter(level -> level.from() < index).count() - 1;
    }
}
