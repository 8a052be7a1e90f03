package dev.mountmark.benchmark;

import dev.mountmark.statistics.Ratio;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes results of samples: the same samples give the same results, whenever they are asked for.
public final class Results {
    private static final String SOFTWARE = "software.";

    private final Run run;
    private final Map<Benchmark, List<Sample>> samples;

    private Results(Run run, List<Sample> samples) {
        this.run = run;
        this.samples = samples.stream().collect(Collectors.groupingBy(Sample::benchmark));
    }

    /// One result for each benchmark of the run, in its order.
    ///
    /// @param samples of this run, in the order in which they were taken
    public static List<Result> of(Run run, List<Sample> samples) {
        var results = new Results(run, samples);
        return run.benchmarks().stream().map(results::result).toList();
    }

    private Result result(Run.Cell cell) {
        var taken = samples(cell.benchmark());
        var seconds = counted(cell.benchmark());
        return new Result(
                cell.benchmark(),
                state(cell),
                cell.failure(),
                seconds.length == 0 ? null : Summary.of(seconds),
                phases(cell, taken),
                comparison(cell.benchmark(), seconds).orElse(null),
                caveats(cell.benchmark(), taken, seconds.length),
                taken);
    }

    private Result.State state(Run.Cell cell) {
        if (cell.failure() != null) {
            return Result.State.FAILED;
        }
        return switch (run.state()) {
            case RunState.Queued _, RunState.Running _, RunState.Cancelling _ -> Result.State.PENDING;
            case RunState.Succeeded _, RunState.Failed _ ->
                counted(cell.benchmark()).length == 0 ? Result.State.FAILED : Result.State.SUCCEEDED;
            case RunState.Cancelled _, RunState.Interrupted _ -> Result.State.INCOMPLETE;
        };
    }

    private static Map<Phase, Double> phases(Run.Cell cell, List<Sample> taken) {
        var medians = new EnumMap<Phase, Double>(Phase.class);
        medians.putAll(cell.preparation());
        for (var phase : Phase.values()) {
            var seconds = taken.stream()
                    .filter(Sample::counted)
                    .map(sample -> sample.phases().get(phase))
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            if (seconds.length > 0) {
                medians.put(phase, Summary.of(seconds).median());
            }
        }
        return medians;
    }

    /// Against `native` where it was measured with the same software, else against `no-volumes` of the same runtime.
    private Optional<Result.Comparison> comparison(Benchmark benchmark, double[] seconds) {
        if (seconds.length == 0) {
            return Optional.empty();
        }
        return reference(benchmark)
                .map(reference -> new Result.Comparison(
                        reference.scenario(),
                        reference.equals(benchmark) ? 1 : Ratio.hodgesLehmann(seconds, counted(reference))));
    }

    private Optional<Benchmark> reference(Benchmark benchmark) {
        var sameWorkload = run.benchmarks().stream()
                .map(Run.Cell::benchmark)
                .filter(other -> other.workload().equals(benchmark.workload()))
                .filter(other -> counted(other).length > 0)
                .toList();
        var host = sameWorkload.stream()
                .filter(other -> other.scenario() instanceof Scenario.Native)
                .filter(other -> software(other).equals(software(benchmark)))
                .findFirst();
        return host.or(() -> sameWorkload.stream()
                .filter(other -> other.scenario() instanceof Scenario.NoVolumes)
                .filter(other -> other.runtime().equals(benchmark.runtime()))
                .findFirst());
    }

    private List<Caveat> caveats(Benchmark benchmark, List<Sample> taken, int counted) {
        var caveats = new ArrayList<Caveat>();
        if (run.state().ended() && counted < run.plan().minimumSamples()) {
            caveats.add(new Caveat.TooFewSamples(counted, run.plan().minimumSamples()));
        }
        var failed = (int) taken.stream()
                .filter(sample -> sample.outcome() == Sample.Outcome.FAILED && !sample.warmup())
                .count();
        if (failed > 0) {
            caveats.add(new Caveat.FailedSamples(failed));
        }
        otherSoftware(benchmark).ifPresent(caveats::add);
        var leaks = taken.stream()
                .map(Sample::failure)
                .filter(failure -> failure != null && failure.category() == Failure.Category.LEAK)
                .flatMap(failure -> failure.lastLines().stream())
                .toList();
        if (!leaks.isEmpty()) {
            caveats.add(new Caveat.LeakedResources(leaks));
        }
        return caveats;
    }

    private Optional<Caveat> otherSoftware(Benchmark benchmark) {
        if (!(benchmark.scenario() instanceof Scenario.Native)
                || software(benchmark).isEmpty()) {
            return Optional.empty();
        }
        return run.benchmarks().stream()
                .map(Run.Cell::benchmark)
                .filter(other -> other.workload().equals(benchmark.workload()))
                .map(this::software)
                .filter(there -> !there.isEmpty() && !there.equals(software(benchmark)))
                .findFirst()
                .map(there -> new Caveat.OtherSoftware(software(benchmark), there));
    }

    /// `node v22.21.1, npm 10.9.4`, from the newest sample; empty before one was taken.
    private String software(Benchmark benchmark) {
        var environment = samples(benchmark).stream()
                .map(Sample::environment)
                .filter(facts -> !facts.isEmpty())
                .reduce((first, second) -> second)
                .orElse(Map.of());
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(fact -> fact.getKey().startsWith(SOFTWARE))
                        .map(fact -> fact.getKey().substring(SOFTWARE.length()) + " " + fact.getValue())
                        .collect(Collectors.joining(", "));
    }

    private List<Sample> samples(Benchmark benchmark) {
        return samples.getOrDefault(benchmark, List.of());
    }

    private double[] counted(Benchmark benchmark) {
        return samples(benchmark).stream()
                .filter(Sample::counted)
                .mapToDouble(Sample::seconds)
                .toArray();
    }
}
