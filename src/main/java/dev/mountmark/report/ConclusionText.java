package dev.mountmark.report;

import dev.mountmark.benchmark.Conclusion;
import dev.mountmark.benchmark.Conclusion.Advice;
import dev.mountmark.benchmark.Figures;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Result.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Conclusions in sentences. A difference is told with the ratio, its interval and the p-value that it rests on; where
/// none was shown, that is what is said.
final class ConclusionText {
    private ConclusionText() {}

    /// What it is of.
    static String about(Conclusion conclusion) {
        return conclusion.workload() + ", " + Wording.plain(conclusion.runtime().displayName());
    }

    /// What was found, one sentence for each comparison; those without a difference share theirs.
    static List<String> findings(Conclusion conclusion) {
        var sentences = new ArrayList<String>();
        var alike = new ArrayList<Result>();
        for (var result : conclusion.tested()) {
            var comparison = Objects.requireNonNull(result.comparison());
            switch (comparison.outcome().orElseThrow()) {
                case SLOWER, FASTER -> sentences.add(different(result, comparison));
                case NO_DIFFERENCE, TOO_FEW -> alike.add(result);
            }
        }
        if (!alike.isEmpty()) {
            sentences.add(alike(alike));
        }
        return sentences;
    }

    private static String different(Result result, Comparison comparison) {
        return result.benchmark().scenario().title() + " takes " + ratio(comparison) + " as long as "
                + comparison.reference().title().toLowerCase(java.util.Locale.ROOT) + " (" + evidence(comparison)
                + ").";
    }

    private static String ratio(Comparison comparison) {
        return Wording.number(comparison.ratio(), 2) + " times";
    }

    private static String evidence(Comparison comparison) {
        return Stream.concat(
                        comparison
                                .interval()
                                .map(interval -> Wording.number(interval.lower(), 2) + " to "
                                        + Wording.number(interval.upper(), 2))
                                .stream(),
                        Stream.ofNullable(comparison.test()).map(test -> Figures.pValue(test.adjusted())))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static String alike(List<Result> results) {
        var reference = Objects.requireNonNull(results.getFirst().comparison()).reference();
        return "No difference from " + reference.title().toLowerCase(java.util.Locale.ROOT) + " shown: "
                + Wording.list(results.stream()
                        .map(result -> result.benchmark().scenario().title().toLowerCase(java.util.Locale.ROOT) + " ("
                                + evidence(Objects.requireNonNull(result.comparison())) + ")")
                        .toList())
                + ".";
    }

    /// What follows, one sentence.
    static String advice(Conclusion conclusion) {
        return switch (conclusion.advice()) {
            case Advice.KeepInVolume(var path) ->
                "Keep " + path + " in a volume: a plain bind mount takes longer (" + slowest(conclusion) + ").";
            case Advice.KeepInside _ ->
                "Keep files that need not be shared in the container or in a volume: a bind mount takes longer ("
                        + slowest(conclusion) + ").";
            case Advice.SlowerAlike _ ->
                "Where the files live makes no difference that was shown; being in a container does.";
            case Advice.Various _ -> "The scenarios differ as told above; which is best is the fastest that will do.";
            case Advice.AsYouLike(var scenarios) ->
                "No difference between the " + words(scenarios) + " scenarios was shown here: mount as you like.";
            case Advice.SharingCostsNothing _ -> "A bind mount was not shown to be slower here: mount as you like.";
            case Advice.NoRanking(var samples, var needed) ->
                "No ranking: " + Wording.count(samples, "sample") + " each cannot show a difference, however large;"
                        + " it takes at least " + needed + ".";
        };
    }

    private static String slowest(Conclusion conclusion) {
        return conclusion.tested().stream()
                .map(Result::comparison)
                .filter(Objects::nonNull)
                .max((one, other) -> Double.compare(one.ratio(), other.ratio()))
                .map(comparison -> ratio(comparison) + " as long as "
                        + comparison.reference().title().toLowerCase(java.util.Locale.ROOT) + ", "
                        + evidence(comparison))
                .orElseThrow();
    }

    private static String words(int count) {
        return switch (count) {
            case 2 -> "two";
            case 3 -> "three";
            case 4 -> "four";
            default -> Integer.toString(count);
        };
    }
}
