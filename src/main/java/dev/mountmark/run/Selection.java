package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.history.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns a request into benchmarks and a plan, or says which of its fields asks for what does not exist here.
///
/// @param runtimes all that are known here, the host first
/// @param workloads all that are known here
record Selection(List<RuntimeStatus> runtimes, List<Workload> workloads) {
    private static final String DEFAULT_WORKLOAD = "npm-install";

    Plan plan(RunRequest.PlanRequest asked, RandomGenerator random) {
        var name = Objects.requireNonNullElse(asked.name(), Plan.Name.STANDARD);
        var maximum = asked.maximumSamples();
        var minimum = asked.minimumSamples();
        return new Plan(
                name,
                Objects.requireNonNullElse(asked.precision(), name.precision()),
                // Who names one of the two means it: the other gives way.
                minimum != null ? minimum : atMost(maximum, name.minimumSamples()),
                maximum != null ? maximum : atLeast(minimum, name.maximumSamples()),
                Objects.requireNonNullElse(asked.warmupRounds(), 1),
                Objects.requireNonNullElse(asked.timeLimit(), name.timeLimit()),
                Objects.requireNonNullElse(asked.coolDown(), Duration.ZERO),
                Objects.requireNonNullElse(asked.cache(), Cache.WARM),
                Objects.requireNonNullElseGet(asked.seed(), random::nextLong));
    }

    /// Whether its benchmarks are among those that a request asks for. Where no runtime is named, any
    /// may be asked for that is on this machine.
    static boolean covers(RunRequest request, Series series) {
        var workloads = request.workloads().isEmpty() ? List.of(DEFAULT_WORKLOAD) : request.workloads();
        var scenarios = request.scenarios().isEmpty()
                ? Scenario.ARTICLE.stream().map(Scenario::label).toList()
                : request.scenarios();
        return workloads.contains(series.workload().value())
                && scenarios.contains(series.scenario().label())
                && (request.runtimes().isEmpty()
                        || request.runtimes().contains(series.runtime().value())
                        || series.runtime().equals(Runtime.HOST))
                && series.cache() == Objects.requireNonNullElse(request.plan().cache(), Cache.WARM);
    }

    private static int atMost(@Nullable Integer limit, int value) {
        return limit == null ? value : Math.min(limit, value);
    }

    private static int atLeast(@Nullable Integer limit, int value) {
        return limit == null ? value : Math.max(limit, value);
    }

    List<Benchmark> benchmarks(RunRequest request) {
        var named = !request.scenarios().isEmpty();
        var scenarios = named ? choose("scenarios", request.scenarios(), scenarios(), Scenario::label) : usual();
        var chosen = choose(
                "workloads",
                request.workloads().isEmpty() ? List.of(DEFAULT_WORKLOAD) : request.workloads(),
                workloads,
                Selection::name);
        var known = known(request);
        if (named) {
            scenarios.forEach(scenario -> refuseUnlessOffered(scenario, known));
        }
        var where = known.stream().filter(RuntimeStatus::available).toList();
        var benchmarks = new ArrayList<Benchmark>();
        for (var workload : chosen) {
            for (var status : where) {
                for (var scenario : scenarios) {
                    if (measurable(status, scenario, workload, named)) {
                        benchmarks.add(new Benchmark(status.runtime(), scenario, workload.name(), workload.digest()));
                    }
                }
            }
        }
        if (request.plan().cache() == Cache.COLD) {
            refuseUnlessCold(benchmarks, where);
        }
        if (benchmarks.isEmpty()) {
            throw new InvalidRequestException(
                    "runtimes",
                    "expected something that can be measured here, found nothing: " + reasons(known, scenarios));
        }
        return List.copyOf(benchmarks);
    }

    /// @param name of the one that is asked for
    Workload workload(String name) {
        return choose("workload", List.of(name), workloads, Selection::name).getFirst();
    }

    /// @param slug of the one that is asked for; empty for the first on this machine
    /// @param builds whether images are built there
    Runtime engine(Optional<String> slug, Predicate<Runtime> builds) {
        var engines =
                runtimes.stream().filter(one -> builds.test(one.runtime())).toList();
        var asked = slug.isPresent() && !engines.isEmpty()
                ? named("runtime", List.of(slug.get()), engines)
                : engines.stream().filter(one -> one.way().local()).toList();
        return asked.stream()
                .filter(RuntimeStatus::available)
                .findFirst()
                .map(RuntimeStatus::runtime)
                .orElseThrow(() -> new InvalidRequestException(
                        "runtime",
                        "expected a container engine that is available, "
                                + (asked.isEmpty()
                                        ? "found none on this machine; mountmark runtimes lists what there is"
                                        : "got " + reasons(asked))));
    }

    private static String reasons(List<RuntimeStatus> unavailable) {
        return unavailable.stream()
                .map(status -> status.runtime().slug() + ": " + status.unavailable())
                .collect(Collectors.joining("; "));
    }

    private static String name(Workload workload) {
        return workload.name().value();
    }

    /// Every one there is, and those that some runtime has besides.
    private List<Scenario> scenarios() {
        return Stream.concat(Scenario.ALL.stream(), offered()).distinct().toList();
    }

    /// What is measured when nobody names any: the article's, and what else is usual somewhere.
    private List<Scenario> usual() {
        var usual = offered()
                .filter(scenario -> runtimes.stream()
                        .flatMap(status -> status.offer(scenario).stream())
                        .anyMatch(RuntimeStatus.Offer::usual));
        return Stream.concat(Scenario.ARTICLE.stream(), usual).distinct().toList();
    }

    private Stream<Scenario> offered() {
        return runtimes.stream().flatMap(status -> status.offers().stream()).map(RuntimeStatus.Offer::scenario);
    }

    private static void refuseUnlessCold(List<Benchmark> benchmarks, List<RuntimeStatus> where) {
        var places = where.stream()
                .filter(status -> benchmarks.stream()
                        .anyMatch(benchmark -> benchmark.runtime().equals(status.runtime())))
                .map(RuntimeStatus::warmOnly)
                .filter(Objects::nonNull);
        var scenarios = benchmarks.stream().flatMap(benchmark -> Scenario.warmOnly(benchmark.scenario()).stream());
        Stream.concat(places, scenarios).findFirst().ifPresent(reason -> {
            throw new InvalidRequestException("plan.cache", reason);
        });
    }

    /// Those that are asked for; where none is named those on this machine, the unavailable ones included. The host
    /// comes along whatever is named: `native` is measured once per run and shared by all runtimes.
    private List<RuntimeStatus> known(RunRequest request) {
        if (request.runtimes().isEmpty()) {
            return runtimes.stream().filter(status -> status.way().local()).toList();
        }
        var named = named("runtimes", request.runtimes(), runtimes);
        var unavailable = named.stream().filter(status -> !status.available()).toList();
        if (!unavailable.isEmpty()) {
            throw new InvalidRequestException(
                    "runtimes", "expected a runtime that is available, got " + reasons(unavailable));
        }
        return runtimes.stream()
                .filter(status ->
                        named.contains(status) || status.runtime().slug().equals(Runtime.HOST))
                .toList();
    }

    /// Those with these slugs.
    ///
    /// @param field that holds the slugs
    static List<RuntimeStatus> named(String field, List<String> slugs, List<RuntimeStatus> runtimes) {
        return choose(field, slugs, runtimes, status -> status.runtime().slug().value());
    }

    /// Who names a scenario wants to know why it is not measured, even when others are.
    private static void refuseUnlessOffered(Scenario scenario, List<RuntimeStatus> known) {
        var offered = known.stream()
                .flatMap(status -> status.offer(scenario).stream())
                .anyMatch(RuntimeStatus.Offer::available);
        if (!offered) {
            throw new InvalidRequestException(
                    "scenarios",
                    "expected scenarios that can be measured here, got " + scenario.label() + ": "
                            + reasons(known, List.of(scenario)));
        }
    }

    private static boolean measurable(RuntimeStatus status, Scenario scenario, Workload workload, boolean named) {
        var offer = status.offer(scenario);
        if (offer.isEmpty()
                || !offer.get().available()
                || !(named || offer.get().usual())) {
            return false;
        }
        var lacksVolume = scenario instanceof Scenario.BindMountVolume && workload.volumePath() == null;
        if (lacksVolume && named) {
            throw new InvalidRequestException(
                    "scenarios",
                    "expected scenarios that " + workload.name() + " can be measured in, got " + scenario.label()
                            + ": its workload.yaml names no volumePath");
        }
        return !lacksVolume;
    }

    private static String reasons(Collection<RuntimeStatus> where, List<Scenario> scenarios) {
        var reasons = where.stream()
                .flatMap(status -> status.offers().stream()
                        .filter(offer -> scenarios.contains(offer.scenario()) && !offer.available())
                        .map(offer -> offer.scenario().label() + " on "
                                + status.runtime().slug() + ": " + offer.missing()))
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? "no runtime that was named offers it" : reasons;
    }

    private static <T> List<T> choose(String field, List<String> names, List<T> known, Function<T, String> name) {
        var unknown = names.stream()
                .filter(asked -> known.stream().noneMatch(one -> name.apply(one).equals(asked)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(
                    field,
                    "expected any of " + known.stream().map(name).collect(Collectors.joining(", ")) + ", got "
                            + String.join(", ", unknown));
        }
        return known.stream().filter(one -> names.contains(name.apply(one))).toList();
    }
}
