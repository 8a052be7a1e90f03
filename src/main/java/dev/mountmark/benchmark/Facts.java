package dev.mountmark.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What was true where and when samples were taken.
///
/// @param values of each fact by its name on samples (`engineVersion`, `kernel`, `software.node`, …), ascending; more
///     than one where it changed between them
public record Facts(SortedMap<String, List<String>> values) {
    /// Measured anew for each sample, or of the sample itself: no property of the place.
    private static final Set<String> MEASURED = Set.of("load1", Caveat.LoadOnHost.FACT, Caveat.SamplesRemoved.FACT);

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    public Facts {
        var copy = new TreeMap<String, List<String>>();
        values.forEach((fact, all) -> copy.put(fact, List.copyOf(all)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /// A fact that is another one than before.
    ///
    /// @param before its values then, ascending
    /// @param after its values now, ascending
    public record Change(String fact, List<String> before, List<String> after) {
        public Change {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// Of the samples that count.
    public static Facts of(Collection<Sample> samples) {
        var found = new TreeMap<String, TreeSet<String>>();
        samples.stream()
                .filter(Sample::counted)
                .map(Sample::environment)
                .map(Map::entrySet)
                .flatMap(Set::stream)
                .filter(fact ->
                        !MEASURED.contains(fact.getKey()) && !fact.getKey().endsWith(Sample.SOURCE))
                .forEach(fact -> found.computeIfAbsent(fact.getKey(), _ -> new TreeSet<>())
                        .add(fact.getValue()));
        var facts = new TreeMap<String, List<String>>();
        found.forEach((fact, all) -> facts.put(fact, List.copyOf(all)));
        return new Facts(facts);
    }

    /// What changed from here to there. A fact that either does not tell is not known to have changed.
    public List<Change> changesTo(Facts after) {
        var changes = new ArrayList<Change>();
        after.values.forEach((fact, now) -> {
            var then = values.get(fact);
            if (then != null && changed(then, now)) {
                changes.add(new Change(fact, then, now));
            }
        });
        return List.copyOf(changes);
    }

    /// What moves within a run by itself says nothing of what lies between two.
    private static boolean changed(List<String> before, List<String> after) {
        var moves = before.size() > 1 && after.size() > 1
                || (before.size() > 1 || after.size() > 1) && numbers(before) && numbers(after);
        return !moves && !before.equals(after);
    }

    private static boolean numbers(List<String> values) {
        return values.stream().allMatch(value -> NUMBER.matcher(value).matches());
    }
}
