package dev.mountmark.benchmark;

import dev.mountmark.statistics.Summary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reasons to distrust a result in what its samples are stamped with.
///
/// @param taken all of the run
record EnvironmentCaveats(Taken taken) {
    /// As much of one processor may be at work with housekeeping before it is told.
    private static final double QUIET_CPUS = 0.5;

    /// Virtual machines of the same size differ by some pages.
    private static final double SAME_SIZE = 0.02;

    /// Names that differ and mean the same.
    private static final Map<String, String> MACHINES = Map.of("amd64", "x86_64", "arm64", "aarch64");

    Stream<Caveat> of(Benchmark benchmark) {
        return Stream.of(
                        otherSoftware(benchmark),
                        load(benchmark),
                        otherContainers(benchmark),
                        unequal(benchmark),
                        emulated(benchmark),
                        battery(benchmark),
                        removed(benchmark))
                .flatMap(Optional::stream);
    }

    private Optional<Caveat> removed(Benchmark benchmark) {
        return taken.facts(benchmark, Caveat.SamplesRemoved.FACT).stream()
                .findFirst()
                .map(Caveat.SamplesRemoved::new);
    }

    private Optional<Caveat> otherSoftware(Benchmark benchmark) {
        if (!onHost(benchmark) || taken.software(benchmark).isEmpty()) {
            return Optional.empty();
        }
        return taken.workload(benchmark.workload()).stream()
                .map(taken::software)
                .filter(there -> !there.isEmpty() && !there.equals(taken.software(benchmark)))
                .findFirst()
                .map(there -> new Caveat.OtherSoftware(taken.software(benchmark), there));
    }

    private Optional<Caveat> load(Benchmark benchmark) {
        return median(taken.facts(benchmark, Caveat.LoadOnHost.FACT))
                .filter(busy -> busy >= QUIET_CPUS)
                .map(busy -> new Caveat.LoadOnHost(
                        busy, taken.fact(benchmark, "cpus").orElse("?")));
    }

    private Optional<Caveat> otherContainers(Benchmark benchmark) {
        var seen = taken.facts(benchmark, Caveat.OtherContainers.FACT).stream()
                .filter(containers -> !containers.equals(Caveat.OtherContainers.NONE))
                .distinct()
                .toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Caveat.OtherContainers(seen));
    }

    private static Optional<Double> median(List<String> numbers) {
        var values = numbers.stream()
                .flatMap(text -> number(text).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0
                ? Optional.empty()
                : Optional.of(Summary.of(values).median());
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The host has no limit of memory of its own, and always sees more than containers may use;
    /// processors count there as well. What a container may use is limited by its workload, so
    /// engines are compared besides: what is left of their memory caches files.
    private Optional<Caveat> unequal(Benchmark benchmark) {
        return different(benchmark, "cpus", EnvironmentCaveats::cpus, taken.workload(benchmark.workload()))
                .or(() -> onHost(benchmark)
                        ? Optional.empty()
                        : different(benchmark, "memoryBytes", EnvironmentCaveats::memory, inContainers(benchmark)))
                .or(() -> different(
                        benchmark, "engineMemoryBytes", EnvironmentCaveats::engineMemory, inContainers(benchmark)));
    }

    private List<Benchmark> inContainers(Benchmark benchmark) {
        return taken.workload(benchmark.workload()).stream()
                .filter(other -> !onHost(other))
                .toList();
    }

    private Optional<Caveat> different(
            Benchmark benchmark, String fact, Function<Double, String> words, List<Benchmark> others) {
        var here = taken.fact(benchmark, fact).flatMap(EnvironmentCaveats::number);
        if (here.isEmpty()) {
            return Optional.empty();
        }
        return others.stream()
                .flatMap(other -> taken
                        .fact(other, fact)
                        .flatMap(EnvironmentCaveats::number)
                        .filter(there -> Math.abs(there / here.get() - 1) > SAME_SIZE)
                        .map(there -> new Caveat.UnequalResources(
                                words.apply(here.get()),
                                words.apply(there),
                                other.runtime().displayName()))
                        .stream())
                .map(Caveat.class::cast)
                .findFirst();
    }

    private static String cpus(double count) {
        return new BigDecimal(count)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString() + " CPUs";
    }

    private static String memory(double bytes) {
        return new BigDecimal(bytes / (1L << 30)).round(new MathContext(3)).toPlainString() + " GiB of memory";
    }

    private static String engineMemory(double bytes) {
        return memory(bytes) + " of the engine";
    }

    private Optional<Caveat> emulated(Benchmark benchmark) {
        return taken.fact(benchmark, "machine")
                .flatMap(machine -> taken.fact(benchmark, "engineArchitecture")
                        .filter(engine -> !plain(engine).equals(plain(machine)))
                        .map(engine -> new Caveat.EmulatedPlatform(machine, engine)));
    }

    private static String plain(String machine) {
        return MACHINES.getOrDefault(machine, machine);
    }

    private Optional<Caveat> battery(Benchmark benchmark) {
        return taken.facts(benchmark, "power").contains("battery")
                ? Optional.of(new Caveat.OnBattery())
                : Optional.empty();
    }

    private static boolean onHost(Benchmark benchmark) {
        return benchmark.scenario() instanceof Scenario.Native;
    }
}
