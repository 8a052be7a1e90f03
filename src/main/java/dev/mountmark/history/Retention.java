package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Caveat;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Removes raw samples that have become old. What a result is computed from stays, so that it is the same before and
/// after: of each sample that counts its time, of the newest one of a benchmark what it was stamped with, too, and the
/// medians of all its phases. Samples that failed stay as they are: why there is no result is not to be forgotten
/// before the results are.
@ApplicationScoped
public class Retention {
    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    /// @param run whose samples were removed
    /// @param samples how many
    public record Thinned(RunId run, int samples) {}

    /// Removes those of the run that ended first, in one short transaction.
    ///
    /// @param before runs that ended later are left alone
    /// @param now noted as when it was done
    /// @return what was done; empty when there is no more to do
    public Optional<Thinned> thinNext(Instant before, Instant now) {
        return database.write(transaction -> {
            var next = RunRows.whole(transaction, before);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            transaction.hold("run", next.get().value());
            if (!RunRows.thinned(transaction, next.get(), now)) {
                // Another instance was here first.
                return Optional.of(new Thinned(next.get(), 0));
            }
            EventRows.removeProgress(transaction, next.get());
            return Optional.of(new Thinned(next.get(), thin(transaction, next.get(), now)));
        });
    }

    private static int thin(Transaction transaction, RunId run, Instant now) throws SQLException {
        var samples = SampleRows.list(transaction, run, 1);
        var newest = new HashMap<Benchmark, Sample>();
        samples.stream().filter(Sample::counted).forEach(sample -> newest.put(sample.benchmark(), sample));
        var removed = 0;
        for (var sample : samples) {
            if (sample.outcome() == Sample.Outcome.FAILED) {
                continue;
            }
            removed++;
            if (!sample.counted()) {
                SampleRows.delete(transaction, run, sample.number());
            } else if (sample.equals(newest.get(sample.benchmark()))) {
                SampleRows.thin(
                        transaction, run, witness(sample, Results.phaseMedians(of(samples, sample.benchmark())), now));
            } else {
                SampleRows.thin(transaction, run, time(sample));
            }
        }
        return removed;
    }

    private static List<Sample> of(List<Sample> samples, Benchmark benchmark) {
        return samples.stream()
                .filter(sample -> sample.benchmark().equals(benchmark))
                .toList();
    }

    private static Sample time(Sample sample) {
        var load = sample.environment().get(Caveat.LoadOnHost.FACT);
        return with(
                sample,
                Map.of(Phase.COMMAND, sample.seconds()),
                load == null ? Map.of() : Map.of(Caveat.LoadOnHost.FACT, load));
    }

    private static Sample witness(Sample sample, Map<Phase, Double> medians, Instant now) {
        var phases = new EnumMap<>(medians);
        phases.put(Phase.COMMAND, sample.seconds());
        var facts = new HashMap<>(sample.environment());
        facts.putIfAbsent(Caveat.SamplesRemoved.FACT, now.toString());
        return with(sample, phases, facts);
    }

    private static Sample with(Sample sample, Map<Phase, Double> phases, Map<String, String> facts) {
        return new Sample(
                sample.number(),
                sample.benchmark(),
                sample.round(),
                false,
                sample.startedAt(),
                phases,
                facts.containsKey(Caveat.SamplesRemoved.FACT) ? sample.timing() : null,
                facts,
                null);
    }
}
