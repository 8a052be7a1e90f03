package dev.mountmark.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/// How many times as large one population is as another.
public final class Ratio {
    private Ratio() {}

    /// The Hodges-Lehmann estimate on logarithms: the median of all pairwise ratios, which no single freak moves
    /// (Hodges
    /// and Lehmann 1963, on the logarithms because times differ by factors).
    ///
    /// @param values at least one, all above 0
    /// @param reference at least one, all above 0
    /// @return above 0; 1 where the two do not differ
    public static double hodgesLehmann(double[] values, double[] reference) {
        if (values.length == 0 || reference.length == 0) {
            throw new IllegalArgumentException(
                    "values: expected at least one on both sides, got " + values.length + " and " + reference.length);
        }
        var differences = Arrays.stream(values)
                .flatMap(value -> Arrays.stream(reference).map(other -> Math.log(value) - Math.log(other)))
                .toArray();
        return Math.exp(Median.withDefaults().evaluate(differences));
    }
}
