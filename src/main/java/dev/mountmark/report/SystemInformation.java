package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was true of each platform while it was measured, from the samples: said once where it never changed, by test
/// type where it depends on that, as a range where it moved.
final class SystemInformation {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String SOFTWARE = "software.";
    private static final String BYTES = "Bytes";

    private static final Map<String, String> NAMES = Map.of(
            "cpus", "CPUs", "load1", "load in the last minute", "busyCpus", "CPUs at work before the samples began");

    /// It tells of the workload, not of the machine.
    private static final String VOLUME_PATH = "volumePath";

    private SystemInformation() {}

    /// What is known of one platform.
    ///
    /// @param facts by their names in a sample's environment, in that order
    record Platform(Runtime runtime, List<Fact> facts) {
        Platform {
            facts = List.copyOf(facts);
        }

        String name() {
            return Wording.plain(runtime.displayName());
        }
    }

    /// @param key its name in a sample's environment
    /// @param name its name for people
    /// @param value for people
    /// @param stored for programs: as samples have it where all have the same, else what people read
    record Fact(String key, String name, String value, String stored) {
        String words() {
            return name + " " + value;
        }

        /// The same, with who has told it.
        Fact by(@Nullable SequencedMap<String, SequencedSet<String>> sources) {
            if (sources == null) {
                return this;
            }
            var all = sources.values().stream()
                    .flatMap(SequencedSet::stream)
                    .distinct()
                    .map(Wording::plain)
                    .collect(Collectors.joining("; "));
            return new Fact(key, name, value + " (by " + all + ")", stored);
        }
    }

    /// Those of which anything is known, in the order of the table.
    static List<Platform> of(List<Result> results) {
        var byRuntime = new LinkedHashMap<Runtime, List<Result>>();
        results.forEach(result -> byRuntime
                .computeIfAbsent(result.benchmark().runtime(), _ -> new ArrayList<>())
                .add(result));
        return byRuntime.entrySet().stream()
                .map(entry -> new Platform(entry.getKey(), facts(entry.getValue())))
                .filter(platform -> !platform.facts().isEmpty())
                .toList();
    }

    static List<Fact> facts(List<Result> results) {
        var byTestType = new TreeMap<String, SequencedMap<String, SequencedSet<String>>>();
        for (var result : results) {
            for (var sample : result.samples()) {
                add(byTestType, result.benchmark().scenario().title(), sample);
            }
        }
        byTestType.remove(VOLUME_PATH);
        return byTestType.entrySet().stream()
                .filter(fact -> !fact.getKey().endsWith(Sample.SOURCE))
                .map(fact -> fact(fact.getKey(), fact.getValue()))
                .map(fact -> fact.by(byTestType.get(fact.key() + Sample.SOURCE)))
                .toList();
    }

    private static Fact fact(String key, SequencedMap<String, SequencedSet<String>> byTestType) {
        var value = value(key, byTestType);
        var all = byTestType.values().stream()
                .flatMap(SequencedSet::stream)
                .distinct()
                .toList();
        return new Fact(key, name(key), value, all.size() == 1 ? all.getFirst() : value);
    }

    private static void add(
            Map<String, SequencedMap<String, SequencedSet<String>>> facts, String testType, Sample sample) {
        sample.environment()
                .forEach((name, value) -> facts.computeIfAbsent(name, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(testType, _ -> new LinkedHashSet<>())
                        .add(value));
    }

    private static String value(String name, SequencedMap<String, SequencedSet<String>> byTestType) {
        var all = byTestType.values().stream()
                .flatMap(SequencedSet::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (all.size() == 1) {
            return shown(name, all.getFirst());
        }
        var numbers = all.stream().allMatch(value -> NUMBER.matcher(value).matches());
        var byTestTypeOnly = byTestType.values().stream().allMatch(values -> values.size() == 1);
        if (numbers && !byTestTypeOnly) {
            var sorted = all.stream()
                    .sorted(Comparator.comparingDouble(Double::parseDouble))
                    .toList();
            return shown(name, sorted.getFirst()) + " to " + shown(name, sorted.getLast());
        }
        var byValue = new LinkedHashMap<String, List<String>>();
        byTestType.forEach((testType, values) -> byValue.computeIfAbsent(
                        values.stream().map(value -> shown(name, value)).collect(Collectors.joining(" or ")),
                        _ -> new ArrayList<>())
                .add(testType));
        return byValue.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    /// `memoryBytes` is said as `memory`, `fileSystem` as `file system`, `software.node` as `node`.
    static String name(String key) {
        if (key.startsWith(SOFTWARE)) {
            return Wording.plain(key.substring(SOFTWARE.length()));
        }
        if (NAMES.containsKey(key)) {
            return NAMES.get(key);
        }
        var bare = key.endsWith(BYTES) ? key.substring(0, key.length() - BYTES.length()) : key;
        return HUMP.matcher(Wording.plain(bare)).replaceAll(" ").toLowerCase(java.util.Locale.ROOT);
    }

    static String shown(String key, String value) {
        return key.endsWith(BYTES) && NUMBER.matcher(value).matches()
                ? Wording.number(Double.parseDouble(value) / (1L << 30), 1) + " GiB"
                : Wording.plain(value);
    }
}
