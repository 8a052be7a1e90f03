package dev.mountmark.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Plan;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.history.HistoryImport;
import dev.mountmark.history.MeasuredRun;
import dev.mountmark.workload.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Times of any origin as comma-separated values with a heading, one a line; among them what our own report of samples
/// is. Lines of the same host and time, or of the same run where there is such a column, become one run. Columns that
/// mean nothing here are ignored.
final class CsvFile {
    private static final String TOOL = "csv";
    private static final String PREFIX = "imported-";
    private static final String CORRECT = "; correct the line or leave it out";

    /// A human life, nearly.
    private static final double MOST_SECONDS = 1e9;

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /// The first one that there is holds the time in which something was done.
    private static final List<String> VALUES = List.of("value", "seconds", "commandSeconds");

    /// The first one that there is says when.
    private static final List<String> TIMES = List.of("time", "startedAt");

    private static final Map<String, Double> UNITS =
            new TreeMap<>(Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3600.0));

    private final Map<String, Integer> columns;
    private final String value;
    private final String host;
    private final Instant at;
    private final Map<String, String> labels;
    private final SequencedMap<Group, List<Line>> groups = new LinkedHashMap<>();

    /// @param run its name in the file, absent where that has none
    private record Group(
            String host, @Nullable String run, @Nullable Instant time) {}

    private record Line(Cells cells, ForeignRun.Execution execution) {}

    private CsvFile(CsvRows.Row heading, String host, Instant at, Map<String, String> labels) {
        this.columns = columns(heading);
        this.value = VALUES.stream()
                .filter(columns::containsKey)
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "line " + heading.line(),
                        "expected a column value, in seconds or with a column unit, got "
                                + String.join(", ", heading.cells())
                                + "; columns are separated by commas, and of a report of ours the samples are taken"
                                + " (rows=samples)"));
        this.host = host;
        this.at = at;
        this.labels = labels;
        if (!columns.containsKey("workload")) {
            throw new InvalidRequestException(
                    "line " + heading.line(), "expected a column workload, got " + String.join(", ", heading.cells()));
        }
    }

    /// @param host where it was measured, where no column says so
    /// @param at when, where no column says so
    /// @param labels besides those of columns
    /// @return oldest first
    /// @throws InvalidRequestException with line and column
    static List<MeasuredRun> read(byte[] text, String host, Instant at, Map<String, String> labels) {
        var line = 1;
        try (var rows = new CsvRows(new ByteArrayInputStream(text))) {
            var heading = rows.next()
                    .orElseThrow(() -> new InvalidRequestException("line 1", "expected a heading, got nothing"));
            var file = new CsvFile(heading, host, at, labels);
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                line = row.get().line();
                file.add(file.cells(row.get()));
            }
            return file.runs();
        } catch (MalformedInputException e) {
            throw new InvalidRequestException("body", "expected text in UTF-8, got other bytes behind line " + line);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    "line " + e.getLocation().getLineNr(), "expected CSV, got " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("It lies in memory.", e);
        }
    }

    private static Map<String, Integer> columns(CsvRows.Row heading) {
        var columns = new HashMap<String, Integer>();
        for (var name : heading.cells()) {
            if (columns.put(name, columns.size()) != null) {
                throw new InvalidRequestException(
                        "line " + heading.line(), "expected each column once, got " + name + " twice");
            }
        }
        return columns;
    }

    private Cells cells(CsvRows.Row row) {
        if (row.cells().size() != columns.size()) {
            throw new InvalidRequestException(
                    "line " + row.line(),
                    "expected " + columns.size() + " cells as in the heading, got "
                            + row.cells().size() + CORRECT);
        }
        return new Cells(row, columns);
    }

    /// One row by the names of its columns.
    private record Cells(CsvRows.Row row, Map<String, Integer> columns) {
        /// Empty where there is nothing.
        Optional<String> get(String column) {
            return Optional.ofNullable(columns.get(column))
                    .map(place -> row.cells().get(place))
                    .filter(text -> !text.isEmpty());
        }

        Map<String, String> behind(String prefix) {
            return columns.keySet().stream()
                    .filter(column -> column.startsWith(prefix) && get(column).isPresent())
                    .collect(Collectors.toMap(
                            column -> column.substring(prefix.length()),
                            column -> get(column).orElseThrow()));
        }

        InvalidRequestException wrong(String column, String expected) {
            return new InvalidRequestException(
                    "line " + row.line() + "." + column,
                    "expected " + expected + ", got " + get(column).orElse("nothing") + CORRECT);
        }
    }

    /// Warm-ups, failures and runs that are left out do not count where they were measured, and so not here.
    private void add(Cells cells) {
        if (cells.get("warmup").equals(Optional.of("true"))
                || cells.get("outcome")
                        .filter(outcome -> !outcome.equals("succeeded"))
                        .isPresent()
                || cells.get("exclusion").isPresent()) {
            return;
        }
        var time = time(cells);
        var run = cells.get("run").orElse(null);
        var group = new Group(host(cells), run, run == null ? time : null);
        var lines = groups.computeIfAbsent(group, _ -> new ArrayList<>());
        var benchmark = benchmark(cells);
        lines.add(new Line(
                cells,
                new ForeignRun.Execution(benchmark, time, seconds(cells), null, cells.behind("environment."), null)));
    }

    private String host(Cells cells) {
        var name = cells.get("host").orElse(host);
        try {
            HistoryImport.checkHost(name);
            return name;
        } catch (InvalidRequestException e) {
            throw cells.get("host").isPresent() ? cells.wrong("host", "1 to 253 characters without blanks") : e;
        }
    }

    private Instant time(Cells cells) {
        var column = TIMES.stream().filter(columns::containsKey).findFirst();
        if (column.isEmpty()) {
            return at;
        }
        var expected = "a time like 2026-11-23T00:45:12Z";
        try {
            var time = OffsetDateTime.parse(cells.get(column.get()).orElse("")).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw cells.wrong(column.get(), expected + " from 1970 to 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw cells.wrong(column.get(), expected);
        }
    }

    private double seconds(Cells cells) {
        var unit = cells.get("unit").orElse("s");
        var factor = UNITS.get(unit);
        if (factor == null) {
            throw cells.wrong("unit", "any of " + String.join(", ", UNITS.keySet()));
        }
        try {
            var seconds = new BigDecimal(cells.get(value).orElse("")).doubleValue() * factor;
            if (seconds > 0 && seconds <= MOST_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw cells.wrong(value, "a number");
        }
        throw cells.wrong(value, "more than 0 and at most 1000000000 seconds");
    }

    private static Benchmark benchmark(Cells cells) {
        var scenario = cells.get("scenario")
                .map(label -> Scenario.labelled(label)
                        .orElseThrow(() -> cells.wrong(
                                "scenario",
                                "any of "
                                        + Scenario.ALL.stream()
                                                .map(Scenario::label)
                                                .collect(Collectors.joining(", "))
                                        + ", persistent-volume:<class>")))
                .orElseGet(Scenario.Native::new);
        var runtime = runtime(cells, scenario);
        var name = cells.get("workload")
                .filter(words -> words.matches("(?s).*[a-zA-Z0-9].*"))
                .map(words ->
                        ForeignRun.name(PREFIX, words.startsWith(PREFIX) ? words.substring(PREFIX.length()) : words))
                .orElseThrow(() -> cells.wrong("workload", "a name with a letter or digit"));
        return new Benchmark(
                runtime,
                scenario,
                new Slug(name),
                new Fingerprint()
                        .with(TOOL, name)
                        .with("digest", cells.get("workloadDigest").orElse(""))
                        .hex());
    }

    private static Runtime runtime(Cells cells, Scenario scenario) {
        var named = cells.get("runtime");
        if (scenario instanceof Scenario.Native) {
            if (named.isPresent() && !named.get().equals(Runtime.HOST.value())) {
                throw cells.wrong("runtime", Runtime.HOST + " or nothing for the scenario native");
            }
            return new Runtime(Runtime.HOST, "Host");
        }
        var slug = named.flatMap(Slug::read)
                .filter(name -> !name.equals(Runtime.HOST))
                .orElseThrow(() -> cells.wrong(
                        "runtime",
                        "lower-case letters, digits and single dashes, and not " + Runtime.HOST
                                + ", for a scenario in containers"));
        return new Runtime(slug, slug.value());
    }

    private List<MeasuredRun> runs() {
        if (groups.isEmpty()) {
            throw new InvalidRequestException(
                    "body", "expected at least one line with a time that counts below the heading, got none");
        }
        return groups.entrySet().stream()
                .map(entry -> run(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(measured -> measured.run().submittedAt()))
                .toList();
    }

    /// The same lines of the same host are the same run.
    private MeasuredRun run(Group group, List<Line> lines) {
        var rounds = new HashMap<Benchmark, Integer>();
        for (var line : lines) {
            if (rounds.merge(line.execution().benchmark(), 1, Integer::sum) > Plan.MOST_SAMPLES) {
                throw new InvalidRequestException(
                        "line " + line.cells().row().line() + "." + value,
                        "expected at most " + Plan.MOST_SAMPLES + " times of one benchmark in a run, got more; a column"
                                + " time or run parts runs");
            }
        }
        var executions = lines.stream().map(Line::execution).toList();
        var times = executions.stream()
                .map(ForeignRun.Execution::startedAt)
                .sorted()
                .toList();
        return new ForeignRun(
                        TOOL,
                        group.host(),
                        times.getFirst(),
                        times.getLast(),
                        labels(lines.getFirst().cells()),
                        executions)
                .measured(executions.stream().map(CsvFile::content).collect(Collectors.joining("\n")));
    }

    private static String content(ForeignRun.Execution execution) {
        return String.join(
                " ",
                execution.benchmark().words(),
                execution.benchmark().workloadDigest(),
                execution.startedAt().toString(),
                Double.toString(execution.seconds()));
    }

    private Map<String, String> labels(Cells cells) {
        var all = new TreeMap<>(cells.behind("label."));
        all.putAll(labels);
        try {
            RunRequest.check(all);
            return all;
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException("line " + cells.row().line() + "." + e.field(), e.problem());
        }
    }
}
