package dev.mountmark.drift;

import dev.mountmark.statistics.PooledTTest;

/// A place in a series at which its level changed.
///
/// @param index of the first value of the new level, from 1 on
/// @param before mean of the values since the change before it
/// @param after mean of the values until the next change
/// @param pValue of [PooledTTest] for these two, 0 to 1
public record Change(int index, double before, double after, double pValue) {
    static Change of(int index, PooledTTest test) {
        return new Change(index, test.before(), test.after(), test.pValue());
    }

    /// How large it is, as a share of the smaller of both levels, which is Otava's: the same up
    /// and down, so that from 1 to 2 and from 2 to 1 is 1. A level of 0 has no share: 0 where
    /// both are, 1 where one is.
    public double magnitude() {
        return Math.max(Math.abs(relative(before, after)), Math.abs(relative(after, before)));
    }

    private static double relative(double from, double to) {
        return from == 0 ? 0 : to / from - 1;
    }
}
