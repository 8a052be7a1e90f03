package dev.mountmark.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All samples of a run, by benchmark.
final class Taken {
    private static final String SOFTWARE = "software.";

    private final Run run;
    private final Map<Benchmark, List<Sample>> samples;
    private final Map<Benchmark, double[]> counted;

    /// @param samples of this run, in the order in which they were taken
    Taken(Run run, List<Sample> samples) {
        this.run = run;
        this.samples = samples.stream().collect(Collectors.groupingBy(Sample::benchmark));
        this.counted = this.samples.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> seconds(entry.getValue())));
    }

    private static double[] seconds(List<Sample> samples) {
        return samples.stream()
                .filter(Sample::counted)
                .mapToDouble(Sample::seconds)
                .toArray();
    }

    Run run() {
        return run;
    }

    List<Sample> of(Benchmark benchmark) {
        return samples.getOrDefault(benchmark, List.of());
    }

    List<Sample> counted(Slug workload) {
        return workload(workload).stream()
                .flatMap(benchmark -> of(benchmark).stream())
                .filter(Sample::counted)
                .toList();
    }

    /// Seconds of those that count, in the order in which they were taken.
    double[] seconds(Benchmark benchmark) {
        return counted.getOrDefault(benchmark, new double[0]);
    }

    /// The benchmarks of a workload, in the run's order.
    List<Benchmark> workload(Slug workload) {
        return run.benchmarks().stream()
                .map(Run.Cell::benchmark)
                .filter(benchmark -> benchmark.workload().equals(workload))
                .toList();
    }

    /// What the newest sample was stamped with; empty before one was.
    Map<String, String> environment(Benchmark benchmark) {
        return of(benchmark).stream()
                .map(Sample::environment)
                .filter(facts -> !facts.isEmpty())
                .reduce((first, second) -> second)
                .orElse(Map.of());
    }

    Optional<String> fact(Benchmark benchmark, String name) {
        return Optional.ofNullable(environment(benchmark).get(name));
    }

    /// A fact of every counted sample that has it.
    List<String> facts(Benchmark benchmark, String name) {
        return of(benchmark).stream()
                .filter(Sample::counted)
                .map(sample -> sample.environment().get(name))
                .filter(Objects::nonNull)
                .toList();
    }

    /// `node v22.21.1, npm 10.9.4`, from the newest sample; empty before one was taken.
    String software(Benchmark benchmark) {
        return new TreeMap<>(environment(benchmark))
                .entrySet().stream()
                        .filter(fact -> fact.getKey().startsWith(SOFTWARE))
                        .map(fact -> fact.getKey().substring(SOFTWARE.length()) + " " + fact.getValue())
                        .collect(Collectors.joining(", "));
    }

    /// What ratios of a benchmark are taken to: `native` where it was measured with the same software, else
    /// `no-volumes` of the same runtime.
    Optional<Benchmark> reference(Benchmark benchmark) {
        var measured = workload(benchmark.workload()).stream()
                .filter(other -> seconds(other).length > 0)
                .toList();
        var host = measured.stream()
                .filter(other -> other.scenario() instanceof Scenario.Native)
                .filter(other -> software(other).equals(software(benchmark)))
                .findFirst();
        return host.or(() -> measured.stream()
                .filter(other -> other.scenario() instanceof Scenario.NoVolumes)
                .filter(other -> other.runtime().equals(benchmark.runtime()))
                .findFirst());
    }
}
