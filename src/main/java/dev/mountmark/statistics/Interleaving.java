package dev.mountmark.statistics;

import java.util.Arrays;

/// How two samples lie among each other: all that a rank test looks at.
final class Interleaving {
    private final int first;
    private final int second;
    private final int[] groups;
    private final long doubled;

    private Interleaving(int first, int second, int[] groups, long doubled) {
        this.first = first;
        this.second = second;
        this.groups = groups;
        this.doubled = doubled;
    }

    /// @param first ascending
    /// @param second ascending
    /// @param shift what the first sample is moved down by before it is compared
    static Interleaving of(double[] first, double[] second, double shift) {
        var groups = new int[first.length + second.length];
        var count = 0;
        var doubled = 0L;
        for (int i = 0, j = 0; i < first.length || j < second.length; count++) {
            var smallest = Math.min(
                    i < first.length ? first[i] - shift : Double.POSITIVE_INFINITY,
                    j < second.length ? second[j] : Double.POSITIVE_INFINITY);
            var ours = 0;
            var theirs = 0;
            while (i < first.length && first[i] - shift == smallest) {
                i++;
                ours++;
            }
            while (j < second.length && second[j] == smallest) {
                j++;
                theirs++;
            }
            groups[count] = ours + theirs;
            doubled += (long) ours * (2 * j - theirs);
        }
        return new Interleaving(first.length, second.length, Arrays.copyOf(groups, count), doubled);
    }

    /// Every value is alone, and the first sample below the second.
    static Interleaving untied(int first, int second) {
        var alone = new int[first + second];
        Arrays.fill(alone, 1);
        return new Interleaving(first, second, alone, 0);
    }

    /// The same two samples with the order of all values turned round: what was greater is now smaller.
    Interleaving reversed() {
        var turned = new int[groups.length];
        for (var i = 0; i < groups.length; i++) {
            turned[i] = groups[groups.length - 1 - i];
        }
        return new Interleaving(first, second, turned, 2 * pairs() - doubled);
    }

    /// How many values the first sample has.
    int first() {
        return first;
    }

    /// How many values the second sample has.
    int second() {
        return second;
    }

    /// How many values of both samples are the same, from the smallest value to the largest; 1 where one is alone.
    int[] groups() {
        return groups.clone();
    }

    /// Twice the Mann-Whitney statistic of the first sample, so that it is whole with ties too: of all pairs of one
    /// value from each, those count two in which the first is greater, one in which both are the same.
    long doubled() {
        return doubled;
    }

    long pairs() {
        return (long) first * second;
    }

    /// The greatest number that divides twice the statistic whatever the samples are: 2 where it is always whole.
    int unit() {
        return Arrays.stream(groups).allMatch(size -> size % 2 == 1) ? 2 : 1;
    }
}
