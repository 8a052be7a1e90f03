package dev.mountmark.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What of the past still holds, by index.
///
/// @param told changes that were told and not withdrawn since
/// @param settled those of them that were withdrawn once and told again: they stay
/// @param marked changes that a person knows of
/// @param accepted where levels begin that a person took as the baseline
record Standing(List<Integer> told, List<Integer> settled, List<Integer> marked, List<Integer> accepted) {
    static Standing of(List<Past> past) {
        var told = new ArrayList<Integer>();
        var settled = new ArrayList<Integer>();
        var marked = new ArrayList<Integer>();
        var accepted = new ArrayList<Integer>();
        var withdrawn = new ArrayList<Integer>();
        for (var one : past) {
            switch (one) {
                case Past.Told(var index) -> {
                    told.add(index);
                    if (isNear(index, withdrawn)) {
                        settled.add(index);
                    }
                }
                case Past.Withdrawn(var index) -> {
                    told.remove((Integer) index);
                    withdrawn.add(index);
                }
                case Past.Marked(var index) -> marked.add(index);
                case Past.Accepted(var index) -> accepted.add(index);
            }
        }
        return new Standing(told, settled, marked, accepted);
    }

    /// Whether a change there has been told, by us or by a person.
    boolean knows(int index) {
        return isNear(index, told) || isNear(index, marked);
    }

    /// Those that may be withdrawn.
    List<Integer> open() {
        return told.stream().filter(index -> !settled.contains(index)).toList();
    }

    /// Those that part levels whether they are seen or not.
    Stream<Integer> lasting() {
        return Stream.concat(settled.stream(), marked.stream());
    }

    /// The place that is found for a change moves as runs are added: within three runs it is the
    /// same one.
    static boolean isNear(int index, List<Integer> others) {
        return others.stream().anyMatch(other -> Math.abs(index - other) <= Judging.SAME);
    }
}
