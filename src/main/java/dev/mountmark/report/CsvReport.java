package dev.mountmark.report;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.report.Csv.Column;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run for spreadsheets and data frames. Names are those of the JSON; times are seconds; what is not known is empty.
/// Facts of the system and labels stand in columns of their own at the end of each row.
public final class CsvReport {
    private static final String MEASURED = "measured";

    private CsvReport() {}

    /// What a row is.
    public enum Rows {
        /// One execution, in the order in which they were taken.
        SAMPLES,
        /// What came out of one benchmark.
        BENCHMARKS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One row for each sample, warm-up and failures included.
    public static String samples(Run run, List<Result> results) {
        var samples = results.stream()
                .flatMap(result -> result.samples().stream())
                .sorted(java.util.Comparator.comparingInt(Sample::number))
                .toList();
        var outliers = results.stream()
                .flatMap(result -> SampleDocument.of(result.samples()).stream())
                .collect(Collectors.toMap(SampleDocument::number, CsvReport::marks));
        var columns = new ArrayList<Column<Sample>>(List.of(
                column("run", _ -> run.id().value()),
                column("host", _ -> run.host()),
                column("exclusion", _ -> exclusion(run)),
                column("runtime", sample -> sample.benchmark().runtime().slug().value()),
                column("platform", sample -> sample.benchmark().runtime().displayName()),
                column("scenario", sample -> sample.benchmark().scenario().label()),
                column("testType", sample -> sample.benchmark().scenario().title()),
                column("workload", sample -> sample.benchmark().workload().value()),
                column("workloadDigest", sample -> sample.benchmark().workloadDigest()),
                column("number", Sample::number),
                column("round", Sample::round),
                column("warmup", Sample::warmup),
                column("startedAt", Sample::startedAt),
                column("outcome", sample -> sample.outcome().word()),
                column("outlier", sample -> String.join(" ", outliers.getOrDefault(sample.number(), List.of())))));
        columns.addAll(phases(Sample::phases));
        columns.addAll(List.of(
                column("clock", sample -> ofTiming(sample, Timing::clock)),
                column("resolutionSeconds", sample -> ofTiming(sample, Timing::resolutionSeconds)),
                column("insideSeconds", sample -> ofTiming(sample, Timing::insideSeconds)),
                column("outsideSeconds", sample -> ofTiming(sample, Timing::outsideSeconds)),
                column("uptimeSeconds", sample -> ofTiming(sample, Timing::uptimeSeconds))));
        columns.addAll(failure(Sample::failure));
        columns.addAll(named(
                "environment.",
                samples.stream().flatMap(sample -> sample.environment().keySet().stream()),
                Sample::environment));
        columns.addAll(labels(run));
        return Csv.of(columns, samples);
    }

    /// One row for each benchmark, those that failed included.
    public static String benchmarks(Run run, List<Result> results) {
        return benchmarks(run, results, List.of());
    }

    /// @param beside what others published, after what was measured; `source` tells them apart
    public static String benchmarks(Run run, List<Result> results, List<Published> beside) {
        var rows = Stream.<Row>concat(
                        results.stream().map(Measured::new),
                        beside.stream()
                                .flatMap(published -> published.rows().stream().map(row -> new Quoted(published, row))))
                .toList();
        var columns = new ArrayList<Column<Row>>(List.of(
                column("source", row -> switch (row) {
                    case Measured _ -> MEASURED;
                    case Quoted quoted -> quoted.from().name();
                }),
                measured("run", _ -> run.id().value()),
                measured("host", _ -> run.host()),
                measured("exclusion", _ -> exclusion(run)),
                measured(
                        "runtime", result -> result.benchmark().runtime().slug().value()),
                column("platform", row -> switch (row) {
                    case Measured measured -> measured.benchmark().runtime().displayName();
                    case Quoted quoted -> quoted.row().platform();
                }),
                column("scenario", row -> switch (row) {
                    case Measured measured -> measured.benchmark().scenario().label();
                    case Quoted quoted -> quoted.row().scenario().label();
                }),
                column("testType", row -> switch (row) {
                    case Measured measured -> measured.benchmark().scenario().title();
                    case Quoted quoted -> quoted.row().scenario().title();
                }),
                column("workload", row -> switch (row) {
                    case Measured measured -> measured.benchmark().workload().value();
                    case Quoted quoted -> quoted.from().workload().value();
                }),
                measured("workloadDigest", result -> result.benchmark().workloadDigest()),
                measured("state", result -> result.state().word()),
                column("meanSeconds", row -> switch (row) {
                    case Measured measured -> ofSummary(measured.result(), Summary::mean);
                    case Quoted quoted -> quoted.row().averageSeconds();
                }),
                column("minimumSeconds", row -> switch (row) {
                    case Measured measured -> ofSummary(measured.result(), Summary::minimum);
                    case Quoted quoted -> quoted.row().minimumSeconds();
                }),
                column("maximumSeconds", row -> switch (row) {
                    case Measured measured -> ofSummary(measured.result(), Summary::maximum);
                    case Quoted quoted -> quoted.row().maximumSeconds();
                }),
                measured("count", result -> result.summary().map(Summary::count).orElse(0)),
                measured("medianSeconds", result -> ofSummary(result, Summary::median)),
                measured("intervalLowerSeconds", result -> ofInterval(result, Interval::lower)),
                measured("intervalUpperSeconds", result -> ofInterval(result, Interval::upper)),
                measured("intervalConfidence", result -> ofInterval(result, Interval::confidence)),
                measured(
                        "standardDeviationSeconds",
                        result -> ofSummary(result, summary -> ResultDocument.orNull(summary.standardDeviation()))),
                measured(
                        "madSeconds",
                        result ->
                                ofSummary(result, summary -> ResultDocument.orNull(summary.medianAbsoluteDeviation()))),
                measured(
                        "percentile95Seconds",
                        result -> ofSummary(result, summary -> ResultDocument.orNull(summary.percentile95()))),
                measured(
                        "reference",
                        result -> ofComparison(
                                result, comparison -> comparison.reference().label())),
                measured("ratio", result -> ofComparison(result, Result.Comparison::ratio)),
                measured("ratioLower", result -> ofRatio(result, Interval::lower)),
                measured("ratioUpper", result -> ofRatio(result, Interval::upper)),
                measured("pValue", result -> ofTest(result, Result.Test::pValue)),
                measured("adjustedPValue", result -> ofTest(result, Result.Test::adjusted)),
                measured(
                        "outcome",
                        result -> ofComparison(
                                result,
                                comparison -> comparison
                                        .outcome()
                                        .map(Result.Outcome::word)
                                        .orElse(null))),
                measured(
                        "caveats",
                        result -> result.caveats().stream()
                                .map(caveat -> caveat.code())
                                .distinct()
                                .collect(Collectors.joining(" ")))));
        columns.addAll(ofMeasured(phases(Result::phases)));
        columns.addAll(ofMeasured(failure(Result::failure)));
        columns.addAll(ofMeasured(named(
                "environment.",
                results.stream().flatMap(result -> facts(result).keySet().stream()),
                CsvReport::facts)));
        columns.addAll(ofMeasured(labels(run)));
        return Csv.of(columns, rows);
    }

    /// A benchmark's row is ours or somebody else's.
    private sealed interface Row {}

    private record Measured(Result result) implements Row {
        Benchmark benchmark() {
            return result.benchmark();
        }
    }

    private record Quoted(Published from, Published.Row row) implements Row {}

    private static <T> Column<T> column(String name, Function<T, @Nullable Object> cell) {
        return new Column<>(name, cell);
    }

    private static Column<Row> measured(String name, Function<Result, @Nullable Object> cell) {
        return column(name, row -> switch (row) {
            case Measured measured -> cell.apply(measured.result());
            case Quoted _ -> null;
        });
    }

    private static List<Column<Row>> ofMeasured(List<Column<Result>> columns) {
        return columns.stream()
                .map(column -> measured(column.name(), column.cell()))
                .toList();
    }

    private static <T> List<Column<T>> phases(Function<T, Map<Phase, Double>> phases) {
        return Arrays.stream(Phase.values())
                .map(phase -> CsvReport.<T>column(
                        phase.word() + "Seconds", row -> phases.apply(row).get(phase)))
                .toList();
    }

    private static <T> List<Column<T>> failure(Function<T, @Nullable Failure> failure) {
        return List.of(
                column(
                        "failureCategory",
                        row -> ofFailure(
                                failure.apply(row), one -> one.category().word())),
                column(
                        "failurePhase",
                        row -> ofFailure(failure.apply(row), one -> {
                            var phase = one.phase();
                            return phase == null ? null : phase.word();
                        })),
                column("failureMessage", row -> ofFailure(failure.apply(row), Failure::message)),
                column("exitCode", row -> ofFailure(failure.apply(row), Failure::exitCode)));
    }

    private static <T> List<Column<T>> labels(Run run) {
        return named("label.", run.labels().keySet().stream(), _ -> run.labels());
    }

    private static <T> List<Column<T>> named(
            String prefix, Stream<String> names, Function<T, Map<String, String>> texts) {
        return names.distinct()
                .sorted()
                .map(name -> CsvReport.<T>column(
                        prefix + name, row -> texts.apply(row).get(name)))
                .toList();
    }

    private static @Nullable Object exclusion(Run run) {
        var exclusion = run.exclusion();
        return exclusion == null ? null : exclusion.reason();
    }

    private static List<String> marks(SampleDocument sample) {
        var outlier = sample.outlier();
        return outlier == null ? List.of() : outlier;
    }

    private static Map<String, String> facts(Result result) {
        return SystemInformation.facts(List.of(result)).stream()
                .collect(Collectors.toMap(SystemInformation.Fact::key, SystemInformation.Fact::stored));
    }

    private static @Nullable Object ofTiming(Sample sample, Function<Timing, @Nullable Object> value) {
        var timing = sample.timing();
        return timing == null ? null : value.apply(timing);
    }

    private static @Nullable Object ofFailure(@Nullable Failure failure, Function<Failure, @Nullable Object> value) {
        return failure == null ? null : value.apply(failure);
    }

    private static @Nullable Object ofSummary(Result result, Function<Summary, @Nullable Object> value) {
        var statistics = result.statistics();
        return statistics == null ? null : value.apply(statistics);
    }

    private static @Nullable Object ofInterval(Result result, Function<Interval, Object> value) {
        return result.summary().flatMap(Summary::medianInterval).map(value).orElse(null);
    }

    private static @Nullable Object ofRatio(Result result, Function<Interval, Object> value) {
        return ofComparison(
                result, comparison -> comparison.interval().map(value).orElse(null));
    }

    private static @Nullable Object ofTest(Result result, Function<Result.Test, Object> value) {
        return ofComparison(result, comparison -> {
            var test = comparison.test();
            return test == null ? null : value.apply(test);
        });
    }

    private static @Nullable Object ofComparison(Result result, Function<Result.Comparison, @Nullable Object> value) {
        var comparison = result.comparison();
        return comparison == null ? null : value.apply(comparison);
    }
}
