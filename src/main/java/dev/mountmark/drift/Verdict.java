package dev.mountmark.drift;

/// What a judging has to tell that was not told before.
public sealed interface Verdict {
    /// The run it is about: the first one of the new level.
    int index();

    /// The level changed.
    ///
    /// @param before what the runs took since the change before it
    /// @param after what they took since this one
    /// @param pValue of the detection, see [Change#pValue()]
    record Changed(int index, Direction direction, Level before, Level after, double pValue) implements Verdict {
        static Changed of(Level before, Level after, double pValue) {
            return new Changed(
                    after.from(),
                    after.median() > before.median() ? Direction.REGRESSION : Direction.IMPROVEMENT,
                    before,
                    after,
                    pValue);
        }

        /// How many times as large the level after is: above 1 for a regression.
        public double ratio() {
            return after.ratioTo(before);
        }

        /// By how much, as a share of the smaller level: the same up and down, as
        /// [Change#magnitude()] has it.
        public double magnitude() {
            return Math.max(ratio(), 1 / ratio()) - 1;
        }
    }

    /// A change that was told is no longer seen.
    ///
    /// @param index as it was told
    record Withdrawn(int index) implements Verdict {}
}
