package dev.mountmark.benchmark;

import dev.mountmark.statistics.Summary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Makes results of samples: the same samples give the same results, whenever they are asked for.
public final class Results {
    private final Run run;
    private final Taken taken;
    private final Comparisons comparisons;
    private final Caveats caveats;

    private Results(Run run, List<Sample> samples) {
        this.run = run;
        this.taken = new Taken(run, samples);
        this.comparisons = new Comparisons(taken);
        this.caveats = new Caveats(taken);
    }

    /// One result for each benchmark of the run, in its order.
    ///
    /// @param samples of this run, in the order in which they were taken
    public static List<Result> of(Run run, List<Sample> samples) {
        var results = new Results(run, samples);
        return run.benchmarks().stream().map(results::result).toList();
    }

    private Result result(Run.Cell cell) {
        var benchmark = cell.benchmark();
        var seconds = taken.seconds(benchmark);
        return new Result(
                benchmark,
                state(cell),
                cell.failure(),
                seconds.length == 0 ? null : Summary.of(seconds),
                phases(cell),
                comparisons.of(benchmark).orElse(null),
                caveats.of(benchmark),
                taken.of(benchmark));
    }

    private Result.State state(Run.Cell cell) {
        if (cell.failure() != null) {
            return Result.State.FAILED;
        }
        return switch (run.state()) {
            case RunState.Queued _, RunState.Running _, RunState.Cancelling _ -> Result.State.PENDING;
            case RunState.Succeeded _, RunState.Failed _ ->
                taken.seconds(cell.benchmark()).length == 0 ? Result.State.FAILED : Result.State.SUCCEEDED;
            case RunState.Cancelled _, RunState.Interrupted _ -> Result.State.INCOMPLETE;
        };
    }

    private Map<Phase, Double> phases(Run.Cell cell) {
        var medians = new EnumMap<Phase, Double>(Phase.class);
        medians.putAll(cell.preparation());
        medians.putAll(phaseMedians(taken.of(cell.benchmark())));
        return medians;
    }

    /// Seconds of each phase that any of the samples that count has.
    ///
    /// @param samples of one benchmark
    public static Map<Phase, Double> phaseMedians(List<Sample> samples) {
        var medians = new EnumMap<Phase, Double>(Phase.class);
        for (var phase : Phase.values()) {
            var seconds = samples.stream()
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
}
