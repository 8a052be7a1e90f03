package dev.mountmark.history;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.EventShapes.ExclusionShape;
import dev.mountmark.history.HistoryLines.CellLine;
import dev.mountmark.history.HistoryLines.HeadLine;
import dev.mountmark.history.HistoryLines.RunLine;
import dev.mountmark.history.HistoryLines.SampleLine;
import dev.mountmark.history.HistoryLines.SeriesLine;
import dev.mountmark.history.HistoryLines.VerdictLine;
import dev.mountmark.history.Shapes.BenchmarkShape;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.PlanShape;
import dev.mountmark.history.Shapes.TimingShape;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes all of a history as text: every run that has ended, and every verdict.
@ApplicationScoped
public class HistoryExport {
    private final Database database;

    HistoryExport(Database database) {
        this.database = database;
    }

    /// Which runs and verdicts there are is read at one moment, so that no verdict is about a run that is not there.
    /// What a run holds is read in a transaction of its own, so that a slow reader holds nothing back.
    ///
    /// @throws HistoryException when the database cannot be used; the text is not complete then
    public void write(OutputStream out) throws IOException {
        out.write(head().getBytes(StandardCharsets.UTF_8));
        var contents = database.<Contents>read(transaction -> new Contents(runs(transaction), verdicts(transaction)));
        for (var run : contents.runs()) {
            line(out, database.read(transaction -> run(transaction, run)));
        }
        for (var verdict : contents.verdicts()) {
            line(out, verdict);
        }
    }

    private record Contents(List<RunId> runs, List<VerdictLine> verdicts) {}

    private static List<RunId> runs(Transaction transaction) throws SQLException {
        return transaction.list(
                "SELECT id FROM run WHERE ended_at IS NOT NULL ORDER BY submitted_at, id",
                row -> new RunId(row.getString(1)));
    }

    /// The first line, which an empty history is.
    public static String head() {
        return Shapes.text(new HeadLine(HistoryLines.FORMAT, HistoryLines.VERSION)) + "\n";
    }

    private static void line(OutputStream out, Object line) throws IOException {
        out.write((Shapes.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static RunLine run(Transaction transaction, RunId id) throws SQLException {
        var run = RunRows.find(transaction, id).orElseThrow();
        var exclusion = run.exclusion();
        return new RunLine(
                "run",
                id.value(),
                RunRows.instance(transaction, id),
                run.host(),
                StateShape.of(run.state()),
                Timestamps.text(run.submittedAt()),
                PlanShape.of(run.plan()),
                run.labels(),
                exclusion == null ? null : new ExclusionShape(exclusion.reason(), Timestamps.text(exclusion.since())),
                run.benchmarks().stream().map(HistoryExport::cell).toList(),
                samples(run, SampleRows.list(transaction, id, 1)),
                EventRows.lines(transaction, id));
    }

    private static CellLine cell(Run.Cell cell) {
        return new CellLine(
                BenchmarkShape.of(cell.benchmark()),
                cell.failure() == null ? null : FailureShape.of(cell.failure()),
                words(cell.preparation()));
    }

    private static List<SampleLine> samples(Run run, List<Sample> samples) {
        var places = new TreeMap<String, Integer>();
        IntStream.range(0, run.benchmarks().size())
                .forEach(place -> places.put(key(run.benchmarks().get(place).benchmark()), place));
        var lines = new ArrayList<SampleLine>();
        for (var sample : samples) {
            var timing = sample.timing();
            lines.add(new SampleLine(
                    sample.number(),
                    places.getOrDefault(key(sample.benchmark()), -1),
                    sample.round(),
                    sample.warmup(),
                    Timestamps.text(sample.startedAt()),
                    words(sample.phases()),
                    timing == null ? null : TimingShape.of(timing),
                    new TreeMap<>(sample.environment()),
                    failure(sample)));
        }
        return lines;
    }

    private static @Nullable FailureShape failure(Sample sample) {
        var failure = sample.failure();
        return failure == null ? null : FailureShape.of(failure);
    }

    private static String key(Benchmark benchmark) {
        return BenchmarkShape.of(benchmark).toString();
    }

    private static SortedMap<String, Double> words(Map<Phase, Double> phases) {
        var words = new TreeMap<String, Double>();
        phases.forEach((phase, seconds) -> words.put(phase.word(), seconds));
        return words;
    }

    private static List<VerdictLine> verdicts(Transaction transaction) throws SQLException {
        var lines = transaction.list(
                "SELECT series.*, verdict.measure, verdict.number, verdict.run, verdict.told_at, verdict.kind,"
                        + " verdict.body FROM verdict JOIN series ON series.id = verdict.series",
                HistoryExport::verdict);
        // Sorted here: databases sort text in orders of their own.
        return lines.stream()
                .sorted(Comparator.comparing(VerdictLine::at)
                        .thenComparing(line -> line.series().toString())
                        .thenComparing(VerdictLine::measure)
                        .thenComparing(VerdictLine::number))
                .toList();
    }

    private static VerdictLine verdict(ResultSet row) throws SQLException {
        return new VerdictLine(
                "verdict",
                new SeriesLine(
                        row.getString("host"),
                        row.getString("runtime"),
                        row.getString("scenario"),
                        row.getString("workload"),
                        row.getString("workload_digest"),
                        row.getString("cache")),
                row.getString("measure"),
                row.getLong("number"),
                row.getString("run"),
                row.getString("told_at"),
                row.getString("kind"),
                HistoryLines.tree(row.getString("body")));
    }
}
