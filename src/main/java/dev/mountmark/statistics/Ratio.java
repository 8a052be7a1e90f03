package dev.mountmark.statistics;

import java.util.Arrays;
import java.util.Optional;

/// How many times as large one population is as another, and whether it is another at all.
///
/// @param estimate above 0, see [#hodgesLehmann(double[], double[])]
/// @param pValue of [MannWhitney], two-sided: how often two samples of one population differ that much
/// @param interval of the ratio, empty where so few values carry none: below 4 and 4, 3 and 5, 2 and 8, 1 and 39
public record Ratio(double estimate, double pValue, Optional<Interval> interval) {
    /// The interval inverts the test that gives the p-value: it holds the ratios by which the reference may be
    /// multiplied without the test telling the two apart. So 1 lies outside where p is at most 0.05, but for a
    /// limit that is exactly 1. Its confidence is that of the exact test; where values are tied it is at least
    /// that; above [MannWhitney#EXACT_PAIRS] it is approximate, like p.
    ///
    /// It takes both populations to be alike but for the factor. Where their shapes differ, the estimate is still
    /// the median of the ratios of two values drawn at random, but the confidence is a rough one.
    ///
    /// @param values at least one, all above 0
    /// @param reference at least one, all above 0
    public static Ratio of(double[] values, double[] reference) {
        return new Ratio(
                hodgesLehmann(values, reference),
                MannWhitney.of(values, reference).pValue(),
                ShiftInterval.of(logarithms(values), logarithms(reference), Interval.CONFIDENCE)
                        .map(shift ->
                                new Interval(Math.exp(shift.lower()), Math.exp(shift.upper()), shift.confidence())));
    }

    /// The Hodges-Lehmann estimate on logarithms: the median of all pairwise ratios, which no single freak moves
    /// (Hodges and Lehmann 1963, on the logarithms because times differ by factors).
    ///
    /// @param values at least one, all above 0
    /// @param reference at least one, all above 0
    /// @return above 0; 1 where the two do not differ
    public static double hodgesLehmann(double[] values, double[] reference) {
        var differences = new PairwiseDifferences(
                logarithms(Expect.positive("values", values)), logarithms(Expect.positive("reference", reference)));
        return Math.exp(differences.median());
    }

    private static double[] logarithms(double[] values) {
        return Arrays.stream(values).map(Math::log).sorted().toArray();
    }
}
