package dev.mountmark.benchmark;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One request to measure a set of benchmarks.
///
/// @param id names it
/// @param state where it stands
/// @param labels free text of the one who asked, by name
/// @param plan how it is measured
/// @param submittedAt by the service's clock
/// @param host the machine that measures
/// @param benchmarks its cells with what became of each, in the order of the table
/// @param exclusion why it is left out of comparisons, metrics and series; absent when it is not
public record Run(
        RunId id,
        RunState state,
        SortedMap<String, String> labels,
        Plan plan,
        Instant submittedAt,
        String host,
        List<Cell> benchmarks,
        @Nullable Exclusion exclusion) {
    public Run {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        benchmarks = List.copyOf(benchmarks);
    }

    /// One that is not excluded.
    public Run(
            RunId id,
            RunState state,
            SortedMap<String, String> labels,
            Plan plan,
            Instant submittedAt,
            String host,
            List<Cell> benchmarks) {
        this(id, state, labels, plan, submittedAt, host, benchmarks, null);
    }

    public Run with(RunState next) {
        return new Run(id, next, labels, plan, submittedAt, host, benchmarks, exclusion);
    }

    public Run with(@Nullable Exclusion changed) {
        return new Run(id, state, labels, plan, submittedAt, host, benchmarks, changed);
    }

    /// @param benchmark which
    /// @param failure why it was given up, absent while it was not
    /// @param preparation seconds of `pull` and `build`
    public record Cell(Benchmark benchmark, @Nullable Failure failure, Map<Phase, Double> preparation) {
        public Cell {
            preparation = Map.copyOf(preparation);
        }
    }
}
