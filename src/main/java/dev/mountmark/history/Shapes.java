package dev.mountmark.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Facts;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts of runs and samples as the database keeps them. Shapes of their own, because what was stored years ago
/// must still be read when the domain has changed: a change here needs a migration, one there does not.
final class Shapes {
    /// Not the service's: what is stored must not change with how the API is told to answer.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, Double>> NUMBERS = new TypeReference<>() {};

    private static final TypeReference<TreeMap<String, List<String>>> LISTS = new TypeReference<>() {};

    private Shapes() {}

    static String text(Object shape) {
        try {
            return JSON.writeValueAsString(shape);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static <T> T shape(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("history: expected " + type.getSimpleName() + ", got " + text, problem);
        }
    }

    static String environment(Map<String, String> environment) {
        return text(new TreeMap<>(environment));
    }

    static Map<String, String> environment(String text) {
        return map(text, TEXTS);
    }

    static String phases(Map<Phase, Double> phases) {
        var words = new TreeMap<String, Double>();
        phases.forEach((phase, seconds) -> words.put(phase.word(), seconds));
        return text(words);
    }

    static Map<Phase, Double> phases(String text) {
        var phases = new EnumMap<Phase, Double>(Phase.class);
        map(text, NUMBERS).forEach((word, seconds) -> phases.put(phase(word), seconds));
        return phases;
    }

    static String facts(Facts facts) {
        return text(facts.values());
    }

    static Facts facts(String text) {
        return new Facts(map(text, LISTS));
    }

    private static <T> T map(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("history: expected names with values, got " + text, problem);
        }
    }

    private static Phase phase(String word) {
        return worded(Phase.values(), Phase::word, word);
    }

    private static <T> T worded(T[] all, Function<T, String> wordOf, String word) {
        return Arrays.stream(all)
                .filter(one -> wordOf.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("history: expected one of "
                        + Arrays.stream(all).map(wordOf).toList() + ", got " + word));
    }

    static Cache cache(String word) {
        return worded(Cache.values(), Cache::word, word);
    }

    static Scenario scenario(String label) {
        return Scenario.labelled(label)
                .orElseThrow(() -> new IllegalStateException("history: expected a scenario, got " + label));
    }

    @RegisterForReflection
    record PlanShape(
            String name,
            double precision,
            int minimumSamples,
            int maximumSamples,
            int warmupRounds,
            String timeLimit,
            String coolDown,
            String cache,
            long seed) {
        static PlanShape of(Plan plan) {
            return new PlanShape(
                    plan.name().word(),
                    plan.precision(),
                    plan.minimumSamples(),
                    plan.maximumSamples(),
                    plan.warmupRounds(),
                    plan.timeLimit().toString(),
                    plan.coolDown().toString(),
                    plan.cache().word(),
                    plan.seed());
        }

        Plan plan() {
            return new Plan(
                    worded(Plan.Name.values(), Plan.Name::word, name),
                    precision,
                    minimumSamples,
                    maximumSamples,
                    warmupRounds,
                    Duration.parse(timeLimit),
                    Duration.parse(coolDown),
                    Shapes.cache(cache),
                    seed);
        }
    }

    @RegisterForReflection
    record FailureShape(
            String category,
            @Nullable String phase,
            String message,
            @Nullable Integer exitCode,
            List<String> lastLines) {
        static FailureShape of(Failure failure) {
            var phase = failure.phase();
            return new FailureShape(
                    failure.category().word(),
                    phase == null ? null : phase.word(),
                    failure.message(),
                    failure.exitCode(),
                    failure.lastLines());
        }

        Failure failure() {
            return new Failure(
                    worded(Failure.Category.values(), Failure.Category::word, category),
                    phase == null ? null : Shapes.phase(phase),
                    message,
                    exitCode,
                    lastLines);
        }
    }

    @RegisterForReflection
    record TimingShape(
            String clock,
            double resolutionSeconds,
            double insideSeconds,
            double outsideSeconds,
            @Nullable Double uptimeSeconds,
            int exitCode,
            List<String> lastLines) {
        static TimingShape of(Timing timing) {
            return new TimingShape(
                    timing.clock(),
                    timing.resolutionSeconds(),
                    timing.insideSeconds(),
                    timing.outsideSeconds(),
                    timing.uptimeSeconds(),
                    timing.exitCode(),
                    timing.lastLines());
        }

        Timing timing() {
            return new Timing(
                    clock, resolutionSeconds, insideSeconds, outsideSeconds, uptimeSeconds, exitCode, lastLines);
        }
    }

    @RegisterForReflection
    record BenchmarkShape(String runtime, String runtimeName, String scenario, String workload, String workloadDigest) {
        static BenchmarkShape of(Benchmark benchmark) {
            return new BenchmarkShape(
                    benchmark.runtime().slug().value(),
                    benchmark.runtime().displayName(),
                    benchmark.scenario().label(),
                    benchmark.workload().value(),
                    benchmark.workloadDigest());
        }

        Benchmark benchmark() {
            return new Benchmark(
                    new Runtime(new Slug(runtime), runtimeName),
                    Shapes.scenario(scenario),
                    new Slug(workload),
                    workloadDigest);
        }
    }
}
