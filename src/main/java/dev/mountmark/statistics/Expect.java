package dev.mountmark.statistics;

import java.util.Arrays;

/// What every number of this room has to be before anything is counted with it.
final class Expect {
    private Expect() {}

    static double[] finite(String name, double[] values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    name + ": expected at least one, all finite, got " + Arrays.toString(values));
        }
        return values;
    }

    static double[] positive(String name, double[] values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    name + ": expected at least one, all above 0 and finite, got " + Arrays.toString(values));
        }
        return values;
    }

    /// Above 0 and below 1.
    static double share(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + ": expected above 0 and below 1, got " + share);
        }
        return share;
    }
}
