package dev.mountmark.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.HistoryLines.CellLine;
import dev.mountmark.history.HistoryLines.HeadLine;
import dev.mountmark.history.HistoryLines.RunLine;
import dev.mountmark.history.HistoryLines.SampleLine;
import dev.mountmark.history.HistoryLines.VerdictLine;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.TimingShape;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what [HistoryExport] has written: all of it or, where a line is wrong, nothing. What is there already stays as
/// it is, so that the same text can be read again.
@ApplicationScoped
public class HistoryImport {
    /// A run of a thousand samples is a megabyte.
    private static final int LONGEST_LINE = 64 << 20;

    private final Database database;

    HistoryImport(Database database) {
        this.database = database;
    }

    /// How much was new.
    public record Imported(int runs, int samples, int verdicts) {}

    /// @param text that is there already: nobody else can write meanwhile
    /// @throws InvalidRequestException with line and field when it is not what can be read; nothing is stored then
    public Imported read(InputStream text) {
        return database.write(transaction -> {
            transaction.alone();
            var reading = new Reading(transaction, new BufferedInputStream(text));
            try {
                return reading.all();
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        });
    }

    /// One text on its way into the database.
    private static final class Reading {
        private final Transaction transaction;
        private final InputStream text;
        private int line;
        private int runs;
        private int samples;
        private int verdicts;

        Reading(Transaction transaction, InputStream text) {
            this.transaction = transaction;
            this.text = text;
        }

        Imported all() throws IOException, SQLException {
            var head = next();
            if (head == null) {
                throw new InvalidRequestException("line 1", "expected a history, got nothing");
            }
            take(() -> head(head));
            for (var next = next(); next != null; next = next()) {
                var content = next;
                take(() -> content(content));
            }
            return new Imported(runs, samples, verdicts);
        }

        private interface Step {
            void take() throws SQLException;
        }

        /// What is wrong is said with its line, by its field where that is known.
        private void take(Step step) throws SQLException {
            try {
                step.take();
            } catch (InvalidRequestException problem) {
                throw wrong(problem.field(), problem.problem());
            } catch (IllegalArgumentException | IllegalStateException | DateTimeException problem) {
                throw wrong("", Objects.requireNonNullElse(problem.getMessage(), "expected another value"));
            } catch (NullPointerException missing) {
                throw wrong("", "expected a value in every field, got null in one that needs it");
            }
        }

        private InvalidRequestException wrong(String field, String problem) {
            return new InvalidRequestException("line " + line + (field.isEmpty() ? "" : "." + field), problem);
        }

        /// Absent at the end.
        private @Nullable String next() throws IOException {
            line++;
            var bytes = new ByteArrayOutputStream();
            var one = text.read();
            while (one >= 0 && one != '\n') {
                if (bytes.size() == LONGEST_LINE) {
                    throw wrong("", "expected at most " + LONGEST_LINE + " bytes, got more");
                }
                bytes.write(one);
                one = text.read();
            }
            return one < 0 && bytes.size() == 0 ? null : bytes.toString(StandardCharsets.UTF_8);
        }

        private static void head(String line) {
            var head = HistoryLines.read(HistoryLines.tree(line), HeadLine.class);
            if (!HistoryLines.FORMAT.equals(head.type())) {
                throw new InvalidRequestException("type", "expected " + HistoryLines.FORMAT + ", got " + head.type());
            }
            if (head.version() != HistoryLines.VERSION) {
                throw new InvalidRequestException(
                        "version", "expected " + HistoryLines.VERSION + ", got " + head.version());
            }
        }

        private void content(String line) throws SQLException {
            JsonNode tree = HistoryLines.tree(line);
            var type = tree.path("type").asText("none");
            switch (type) {
                case "run" -> run(HistoryLines.read(tree, RunLine.class));
                case "verdict" -> verdict(HistoryLines.read(tree, VerdictLine.class));
                default -> throw new InvalidRequestException("type", "expected run or verdict, got " + type);
            }
        }

        private void run(RunLine line) throws SQLException {
            var run = run(line, new RunId(line.id()));
            if (!run.state().ended()) {
                throw new InvalidRequestException(
                        "state.word",
                        "expected a run that has ended, got " + run.state().word());
            }
            var known = RunRows.find(transaction, run.id());
            if (known.isPresent()) {
                same(known.get(), run);
                return;
            }
            RunRows.insert(transaction, new Instance(line.instance(), line.host()), run);
            RunRows.change(transaction, run.id(), run.state());
            var exclusion = run.exclusion();
            if (exclusion != null) {
                RunRows.exclude(transaction, run.id(), exclusion);
            }
            for (var sample : line.samples()) {
                SampleRows.insert(transaction, run.id(), sample(run, sample));
                samples++;
            }
            for (var event : line.events()) {
                EventRows.restore(transaction, run.id(), event);
            }
            PointRows.summarise(transaction, run);
            runs++;
        }

        private static void same(Run known, Run run) {
            if (!known.submittedAt().equals(run.submittedAt()) || !known.host().equals(run.host())) {
                throw new InvalidRequestException(
                        "id",
                        "expected a new run or the one that is here, got " + run.id() + " of " + run.host()
                                + ", submitted "
                                + run.submittedAt() + "; the one here is of " + known.host() + ", submitted "
                                + known.submittedAt());
            }
        }

        private static Run run(RunLine line, RunId id) {
            var exclusion = line.exclusion();
            return new Run(
                    id,
                    line.state().state(),
                    line.labels(),
                    line.plan().plan(),
                    Timestamps.instant(line.submittedAt()),
                    line.host(),
                    line.benchmarks().stream().map(Reading::cell).toList(),
                    exclusion == null ? null : exclusion.exclusion());
        }

        private static Run.Cell cell(CellLine line) {
            return new Run.Cell(
                    line.benchmark().benchmark(),
                    Optional.ofNullable(line.failure())
                            .map(FailureShape::failure)
                            .orElse(null),
                    Shapes.phases(Shapes.text(line.preparation())));
        }

        private static Sample sample(Run run, SampleLine line) {
            if (line.benchmark() < 0 || line.benchmark() >= run.benchmarks().size()) {
                throw new InvalidRequestException(
                        "samples.benchmark",
                        "expected 0 to " + (run.benchmarks().size() - 1) + ", got " + line.benchmark());
            }
            return new Sample(
                    line.number(),
                    run.benchmarks().get(line.benchmark()).benchmark(),
                    line.round(),
                    line.warmup(),
                    Timestamps.instant(line.startedAt()),
                    Shapes.phases(Shapes.text(line.phases())),
                    Optional.ofNullable(line.timing()).map(TimingShape::timing).orElse(null),
                    line.environment(),
                    Optional.ofNullable(line.failure())
                            .map(FailureShape::failure)
                            .orElse(null));
        }

        private void verdict(VerdictLine line) throws SQLException {
            var series = CellRows.series(transaction, line.series());
            var verdict = new StoredVerdict(
                    Measure.worded(line.measure()),
                    line.number(),
                    new RunId(line.run()),
                    Timestamps.instant(line.at()),
                    SeriesShapes.said(line.kind(), line.body().toString()));
            if (RunRows.find(transaction, verdict.run()).isEmpty()) {
                throw new InvalidRequestException("run", "expected a run of this history, got " + line.run());
            }
            var known = VerdictRows.list(transaction, series, verdict.measure());
            if (known.stream().noneMatch(verdict::equals)) {
                if (known.stream().anyMatch(one -> one.number() == verdict.number())) {
                    throw new InvalidRequestException(
                            "number",
                            "expected the verdict that is here or a new number, got " + line.number()
                                    + "; the series was judged in both places since they parted");
                }
                VerdictRows.insert(transaction, series, verdict);
                SeriesRows.unjudged(transaction, series, true);
                verdicts++;
            }
        }
    }
}
