package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Caveat;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What stands below the table: each caveat and each failure once, with all that it is about.
///
/// @param caveats in the order of the table
/// @param failures in the order of the table, what was given up before what failed in single samples
record Doubts(List<Doubted> caveats, List<Failed> failures) {
    Doubts {
        caveats = List.copyOf(caveats);
        failures = List.copyOf(failures);
    }

    /// @param about the benchmarks it is about, for people
    record Doubted(String about, Caveat caveat) {}

    /// @param about the benchmark, and the rounds unless it was given up
    record Failed(String about, Failure failure) {}

    static Doubts of(List<Result> results) {
        var several = results.stream()
                        .map(result -> result.benchmark().workload())
                        .distinct()
                        .count()
                > 1;
        var caveats = new LinkedHashMap<Caveat, List<String>>();
        var failures = new ArrayList<Failed>();
        for (var result : results) {
            var about = name(result.benchmark(), several);
            result.caveats()
                    .forEach(caveat -> caveats.computeIfAbsent(caveat, key -> new ArrayList<>())
                            .add(about));
            if (result.failure() != null) {
                failures.add(new Failed(about + ", given up", result.failure()));
            }
            failures.addAll(ofSamples(about, result.samples()));
        }
        return new Doubts(
                caveats.entrySet().stream()
                        .map(entry -> new Doubted(String.join("; ", entry.getValue()), entry.getKey()))
                        .toList(),
                failures);
    }

    private static List<Failed> ofSamples(String about, List<Sample> samples) {
        var byReason = new LinkedHashMap<String, List<Sample>>();
        samples.stream()
                .filter(sample -> sample.outcome() == Sample.Outcome.FAILED)
                .forEach(sample -> byReason.computeIfAbsent(reason(sample), key -> new ArrayList<>())
                        .add(sample));
        return byReason.values().stream()
                .flatMap(same -> java.util.stream.Stream.ofNullable(
                                same.getFirst().failure())
                        .map(failure -> new Failed(about + ", " + rounds(same), failure)))
                .toList();
    }

    private static String reason(Sample sample) {
        var failure = sample.failure();
        return failure == null ? "" : failure.category() + " " + failure.phase() + " " + failure.message();
    }

    private static String rounds(List<Sample> samples) {
        return (samples.size() == 1 ? "round " : "rounds ")
                + Wording.list(samples.stream()
                        .map(sample -> Integer.toString(sample.round()))
                        .toList());
    }

    private static String name(Benchmark benchmark, boolean withWorkload) {
        return (withWorkload ? benchmark.workload() + ", " : "")
                + Wording.plain(benchmark.runtime().displayName()) + ", "
                + benchmark.scenario().title();
    }

    /// `deadline in command`, or `command` where the phase says no more than the category.
    static String kind(Failure failure) {
        var category = failure.category().word();
        var phase = failure.phase() == null ? category : failure.phase().word();
        return phase.equals(category) ? category : category + " in " + phase;
    }
}
