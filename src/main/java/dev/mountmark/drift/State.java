package dev.mountmark.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How a series stands.
public sealed interface State {
    /// Too few runs to say anything.
    ///
    /// @param missing how many more it takes, at least 1
    record Learning(int missing) implements State {}

    /// No different from its baseline.
    record Stable() implements State {}

    /// Worse than its baseline, until a person accepts that or it ends.
    record Regressed() implements State {}

    /// Better than its baseline was until a few runs ago; the better level is the new baseline.
    record Improved() implements State {}

    /// It varies too much to tell a change that would matter.
    ///
    /// @param tellable the least change that would be found within ten runs, as a share: 0.3 for
    ///     30 %
    record Unstable(double tellable) implements State {}

    /// No result for so long that what was said of it is no news.
    record Stale() implements State {}

    /// All words of [#word()].
    List<String> WORDS = List.of("learning", "stable", "regressed", "improved", "unstable", "stale");

    /// What it is called wherever it is shown.
    default String word() {
        return switch (this) {
            case Learning _ -> "learning";
            case Stable _ -> "stable";
            case Regressed _ -> "regressed";
            case Improved _ -> "improved";
            case Unstable _ -> "unstable";
            case Stale _ -> "stale";
        };
    }

    /// The same as time has it: judging knows only runs, so whoever shows a state asks this with
    /// a clock in hand.
    ///
    /// @param newest when its newest result came
    /// @param expected from one result to the next, above 0; it is stale after twice that
    default State at(Instant now, Instant newest, Duration expected) {
        return now.isAfter(newest.plus(expected.multipliedBy(2))) ? new Stale() : this;
    }
}
