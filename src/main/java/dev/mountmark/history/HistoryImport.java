package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.HistoryLines.HeadLine;
import dev.mountmark.history.HistoryLines.RunLine;
import dev.mountmark.history.HistoryLines.VerdictLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Reads what [HistoryExport] has written, each line in a transaction of its own, so that whoever else writes waits
/// for no more than one run. What is there already stays as it is: a text that broke off is read again from its
/// beginning.
@ApplicationScoped
public class HistoryImport {
    /// A byte of text takes less than one in a database, and may lie in its log at the same time.
    private static final int GROWTH = 2;

    /// So few runs that whoever else writes hardly waits, and so many that the disk does not for each.
    private static final int STEP = 50;

    private final Database database;

    HistoryImport(Database database) {
        this.database = database;
    }

    /// How much was new, and how much was there.
    public record Imported(int runs, int samples, int verdicts, int knownRuns, int knownVerdicts) {
        Imported plus(Imported more) {
            return new Imported(
                    runs + more.runs,
                    samples + more.samples,
                    verdicts + more.verdicts,
                    knownRuns + more.knownRuns,
                    knownVerdicts + more.knownVerdicts);
        }
    }

    /// Its series are to be judged once it has come to its end, and not before: with half of their runs, and without
    /// what was said of them, something else might be said.
    ///
    /// @param bytes how many there are; 0 or less where that is not known
    /// @throws InvalidRequestException with line and field when it cannot be read; the lines before are stored
    /// @throws HistoryException when there is no room for it, before anything is stored where `bytes` tells
    public Imported read(InputStream text, long bytes) {
        database.expectRoom(GROWTH * Math.max(0, bytes));
        return new Reading(new HistoryText(text)).all();
    }

    /// Takes in runs that somebody else has measured, a few in each transaction: who submits meanwhile waits for these
    /// only. What is there already stays as it is.
    ///
    /// @throws InvalidRequestException when a host has no name, before anything is stored
    public Imported add(List<MeasuredRun> runs) {
        runs.stream().map(one -> one.run().host()).distinct().forEach(HistoryImport::checkHost);
        var series = new HashSet<Long>();
        var all = new Imported(0, 0, 0, 0, 0);
        for (var from = 0; from < runs.size(); from += STEP) {
            all = all.plus(add(runs.subList(from, Math.min(from + STEP, runs.size())), series));
        }
        unjudged(series);
        return all;
    }

    /// @throws InvalidRequestException when no machine can be called that
    public static void checkHost(String name) {
        if (!Identity.isHost(name)) {
            throw new InvalidRequestException(
                    "host", "expected 1 to 253 characters without blanks, got \"" + name + "\"");
        }
    }

    private Imported add(List<MeasuredRun> runs, Set<Long> series) {
        return database.write(transaction -> {
            transaction.alone();
            var fresh = 0;
            var samples = 0;
            for (var one : runs) {
                var id = one.run().id();
                if (RunRows.find(transaction, id).isEmpty()) {
                    insert(transaction, "imported", one.run());
                    for (var sample : one.samples()) {
                        SampleRows.insert(transaction, id, sample);
                    }
                    PointRows.insert(transaction, one.run(), one.samples());
                    fresh++;
                    samples += one.samples().size();
                }
                series.addAll(PointRows.series(transaction, id));
            }
            return new Imported(fresh, samples, 0, runs.size() - fresh, 0);
        });
    }

    private void unjudged(Set<Long> series) {
        database.<Integer>write(transaction -> {
            for (var id : series) {
                SeriesRows.unjudged(transaction, id, true);
            }
            return series.size();
        });
    }

    /// @param instance whose it is
    private static void insert(Transaction transaction, String instance, Run run) throws SQLException {
        RunRows.insert(transaction, new Instance(instance, run.host()), run);
        RunRows.change(transaction, run.id(), run.state());
    }

    /// One text on its way into the database.
    private final class Reading {
        private final HistoryText text;
        private final Set<RunId> read = new HashSet<>();
        private final Set<Long> series = new HashSet<>();
        private int runs;
        private int samples;
        private int verdicts;
        private int knownVerdicts;

        Reading(HistoryText text) {
            this.text = text;
        }

        Imported all() {
            while (next()) {
                // Each stands for itself.
            }
            if (text.line() == 1) {
                throw new InvalidRequestException("line 1", "expected a history, got nothing");
            }
            unjudged(series);
            return new Imported(runs, samples, verdicts, read.size() - runs, knownVerdicts);
        }

        /// What is wrong is said with its line, by its field where that is known.
        ///
        /// @return whether there was one
        private boolean next() {
            try {
                var line = text.next();
                if (line != null) {
                    take(line);
                }
                return line != null;
            } catch (IOException problem) {
                throw wrong("", "expected the rest of it, got no more: " + problem.getMessage());
            } catch (InvalidRequestException problem) {
                throw wrong(problem.field(), problem.problem());
            } catch (IllegalArgumentException | IllegalStateException | DateTimeException problem) {
                throw wrong("", Objects.requireNonNullElse(problem.getMessage(), "expected another value"));
            } catch (NullPointerException missing) {
                throw wrong("", "expected a value in every field, got null in one that needs it");
            }
        }

        private InvalidRequestException wrong(String field, String problem) {
            return new InvalidRequestException(
                    "line " + text.line() + (field.isEmpty() ? "" : "." + field),
                    problem
                            + (runs + verdicts == 0
                                    ? ""
                                    : "; " + runs + " runs before it were stored and stay: send all of it again when it"
                                            + " is mended"));
        }

        private void take(byte[] line) {
            var type = HistoryLines.type(line);
            if (text.line() == 1) {
                head(HistoryLines.read(line, HeadLine.class));
                return;
            }
            switch (type) {
                case "run" -> {
                    database.expectRoom((long) GROWTH * line.length);
                    run(HistoryLines.read(line, RunLine.class));
                }
                case "verdict" -> verdict(HistoryLines.read(line, VerdictLine.class));
                default -> throw new InvalidRequestException("type", "expected run or verdict, got " + type);
            }
        }

        private static void head(HeadLine head) {
            if (!HistoryLines.FORMAT.equals(head.type())) {
                throw new InvalidRequestException("type", "expected " + HistoryLines.FORMAT + ", got " + head.type());
            }
            if (head.version() != HistoryLines.VERSION) {
                throw new InvalidRequestException(
                        "version", "expected " + HistoryLines.VERSION + ", got " + head.version());
            }
        }

        private void run(RunLine line) {
            var run = line.run();
            if (!run.state().ended()) {
                throw new InvalidRequestException(
                        "state.word",
                        "expected a run that has ended, got " + run.state().word());
            }
            var fresh = database.<Boolean>write(transaction -> {
                transaction.alone();
                var known = RunRows.find(transaction, run.id());
                if (known.isPresent()) {
                    same(known.get(), run);
                } else {
                    restore(transaction, run, line);
                }
                series.addAll(PointRows.series(transaction, run.id()));
                return known.isEmpty();
            });
            if (read.add(run.id()) && fresh) {
                runs++;
                samples += line.samples().size();
            }
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

        private static void restore(Transaction transaction, Run run, RunLine line) throws SQLException {
            insert(transaction, line.instance(), run);
            var exclusion = run.exclusion();
            if (exclusion != null) {
                RunRows.exclude(transaction, run.id(), exclusion);
            }
            var samples = new TreeMap<Integer, Sample>();
            for (var each : line.samples()) {
                var sample = each.sample(run);
                SampleRows.insert(transaction, run.id(), sample);
                samples.put(sample.number(), sample);
            }
            for (var event : line.events()) {
                EventRows.restore(transaction, run.id(), event, samples);
            }
            PointRows.insert(transaction, run, List.copyOf(samples.values()));
        }

        private void verdict(VerdictLine line) {
            var verdict = line.verdict();
            var fresh = database.<Boolean>write(transaction -> {
                if (RunRows.find(transaction, verdict.run()).isEmpty()) {
                    throw new InvalidRequestException("run", "expected a run of this history, got " + line.run());
                }
                var id = CellRows.series(transaction, line.series());
                transaction.hold("series", id);
                series.add(id);
                return VerdictRows.restore(transaction, id, verdict);
            });
            if (fresh) {
                verdicts++;
            } else {
                knownVerdicts++;
            }
        }
    }
}
