package dev.mountmark.statistics;

/// How twice the Mann-Whitney statistic is distributed where both samples come from one population, given which
/// values are tied. Only its lower half can be asked for; the upper half is that of the [Interleaving#reversed()].
sealed interface NullDistribution permits ExactDistribution, NormalApproximation {
    static NullDistribution of(Interleaving seen) {
        return seen.pairs() <= MannWhitney.EXACT_PAIRS ? ExactDistribution.of(seen) : NormalApproximation.of(seen);
    }

    /// The probability of at most so much.
    ///
    /// @param doubled twice the statistic, at most the number of pairs
    double atMost(long doubled);

    /// The most that is still at most so probable: a test at this level refuses up to there.
    ///
    /// @param level of the one tail, below one half
    /// @return twice the statistic, -1 where nothing is so improbable
    long critical(double level);
}
