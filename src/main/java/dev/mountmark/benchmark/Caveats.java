package dev.mountmark.benchmark;

import dev.mountmark.statistics.Kendall;
import dev.mountmark.statistics.Outliers;
import dev.mountmark.statistics.Precision;
import dev.mountmark.statistics.Summary;
import dev.mountmark.statistics.Trend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the reasons to distrust the results of a run in its samples. A difference that is smaller than the precision
/// that the plan asks for is none to be told.
final class Caveats {
    /// A test for a caveat is wrong in one of a hundred results at most: there are many results.
    private static final double LEVEL = 0.01;

    /// Below this many ticks of its clock a time is mostly rounding.
    private static final int TICKS = 100;

    /// Kendall's test looks at every pair of samples: of a very long run the newest tell as much.
    private static final int MOST_FOR_ORDER = 2_000;

    private final Taken taken;
    private final Run run;
    private final EnvironmentCaveats environment;
    private final Map<Slug, Optional<Caveat>> orderEffects = new HashMap<>();

    Caveats(Taken taken) {
        this.taken = taken;
        this.run = taken.run();
        this.environment = new EnvironmentCaveats(taken);
    }

    /// In the order of the list in [Caveat].
    List<Caveat> of(Benchmark benchmark) {
        return Stream.concat(ofNumbers(benchmark), Stream.concat(ofFailures(benchmark), environment.of(benchmark)))
                .toList();
    }

    /// Whether enough was taken, and whether it is of one kind, is asked when there is no more to come.
    private Stream<Caveat> ofNumbers(Benchmark benchmark) {
        if (!run.state().ended()) {
            return Stream.empty();
        }
        var seconds = taken.seconds(benchmark);
        var wanted = run.plan().minimumSamples();
        var caveats = new ArrayList<Caveat>();
        if (seconds.length < wanted) {
            caveats.add(new Caveat.TooFewSamples(seconds.length, wanted));
        }
        if (seconds.length == 0) {
            return caveats.stream();
        }
        if (seconds.length >= wanted) {
            notPrecise(seconds).ifPresent(caveats::add);
        }
        caveats.addAll(apart(seconds));
        drift(seconds).ifPresent(caveats::add);
        orderEffects.computeIfAbsent(benchmark.workload(), this::orderEffect).ifPresent(caveats::add);
        clock(benchmark, seconds).ifPresent(caveats::add);
        return caveats.stream();
    }

    private Optional<Caveat> notPrecise(double[] seconds) {
        var wanted = run.plan().precision();
        var missing = Precision.samplesMissing(wanted, seconds);
        if (missing == 0) {
            return Optional.empty();
        }
        var reached = Precision.relativeHalfWidth(seconds);
        return Optional.of(new Caveat.NotPrecise(
                seconds.length, reached.isPresent() ? reached.getAsDouble() : null, wanted, missing));
    }

    /// The first sample by itself: what it has to fear, a cold cache, comes once and has another remedy.
    private List<Caveat> apart(double[] seconds) {
        var median = Summary.of(seconds).median();
        var outliers = Outliers.of(seconds);
        var caveats = new ArrayList<Caveat>();
        var slowFirst = outliers.byModifiedScore().contains(0) && seconds[0] > median && far(seconds[0], median);
        if (slowFirst) {
            caveats.add(
                    new Caveat.SlowFirstSample(seconds[0] / median, run.plan().warmupRounds()));
        }
        var others = outliers.byModifiedScore().stream()
                .filter(outliers.byFences()::contains)
                .filter(index -> !(slowFirst && index == 0) && far(seconds[index], median))
                .count();
        if (others > 0) {
            caveats.add(new Caveat.OutlyingSamples((int) others, seconds.length));
        }
        return caveats;
    }

    private boolean far(double value, double median) {
        return Math.abs(value / median - 1) > run.plan().precision();
    }

    private Optional<Caveat> drift(double[] seconds) {
        return Trend.of(seconds)
                .filter(trend -> trend.pValue() < LEVEL
                        && Math.abs(trend.relativeChange()) > run.plan().precision())
                .map(trend -> new Caveat.DriftInsideRun(trend.relativeChange(), trend.pValue()));
    }

    /// Whether the place within the round goes with the time, each benchmark's times taken to its own median.
    private Optional<Caveat> orderEffect(Slug workload) {
        var counted = taken.counted(workload).stream()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
        var samples = counted.subList(Math.max(0, counted.size() - MOST_FOR_ORDER), counted.size());
        var medians = samples.stream()
                .map(Sample::benchmark)
                .distinct()
                .collect(Collectors.toMap(
                        benchmark -> benchmark,
                        benchmark -> Summary.of(taken.seconds(benchmark)).median()));
        var places = places(samples);
        var relative = samples.stream()
                .mapToDouble(sample -> sample.seconds() / Objects.requireNonNull(medians.get(sample.benchmark())))
                .toArray();
        var first = relativeOf(relative, places, true);
        var rest = relativeOf(relative, places, false);
        if (first.length == 0 || rest.length == 0) {
            return Optional.empty();
        }
        var change = Summary.of(first).median() / Summary.of(rest).median() - 1;
        return Kendall.of(places, relative)
                .filter(kendall -> kendall.pValue() < LEVEL
                        && Math.abs(change) > run.plan().precision())
                .map(kendall -> new Caveat.OrderEffect(change, kendall.pValue()));
    }

    private static double[] relativeOf(double[] relative, double[] places, boolean first) {
        return IntStream.range(0, places.length)
                .filter(i -> (places[i] == 0) == first)
                .mapToDouble(i -> relative[i])
                .toArray();
    }

    /// From 0 in each round.
    private static double[] places(List<Sample> samples) {
        var before = new HashMap<Integer, Integer>();
        return samples.stream()
                .mapToDouble(sample -> before.merge(sample.round(), 1, Integer::sum) - 1)
                .toArray();
    }

    private Optional<Caveat> clock(Benchmark benchmark, double[] seconds) {
        var median = Summary.of(seconds).median();
        return taken.of(benchmark).stream()
                .filter(Sample::counted)
                .map(Sample::timing)
                .filter(Objects::nonNull)
                .max((one, other) -> Double.compare(one.resolutionSeconds(), other.resolutionSeconds()))
                .filter(coarsest -> median < TICKS * coarsest.resolutionSeconds())
                .map(coarsest -> new Caveat.ClockTooCoarse(median, coarsest.resolutionSeconds()));
    }

    private Stream<Caveat> ofFailures(Benchmark benchmark) {
        var failures = taken.of(benchmark).stream()
                .filter(sample -> sample.outcome() == Sample.Outcome.FAILED)
                .toList();
        var failed = (int) failures.stream().filter(sample -> !sample.warmup()).count();
        var stepped = (int) ofCategory(failures, Failure.Category.CLOCK).count();
        var leaks = ofCategory(failures, Failure.Category.LEAK)
                .flatMap(failure -> failure.lastLines().stream())
                .toList();
        return Stream.of(
                        failed > 0 ? new Caveat.FailedSamples(failed) : null,
                        stepped > 0 ? new Caveat.ClockStepped(stepped) : null,
                        leaks.isEmpty() ? null : new Caveat.LeakedResources(leaks))
                .flatMap(Stream::ofNullable);
    }

    private static Stream<Failure> ofCategory(List<Sample> samples, Failure.Category category) {
        return samples.stream()
                .map(Sample::failure)
                .filter(failure -> failure != null && failure.category() == category)
                .map(Objects::requireNonNull);
    }
}
