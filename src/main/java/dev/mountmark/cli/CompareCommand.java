package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares two runs, and can be the gate of a pipeline.
@Command(
        name = "compare",
        description = "Compare two runs, benchmark by benchmark.",
        customSynopsis = "mountmark compare [OPTION ...] [BEFORE [AFTER]]",
        usageHelpAutoWidth = true)
final class CompareCommand implements Task {
    private static final int SLOWER = 3;
    private static final int NOTHING_COMPARED = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BEFORE",
            description = "The id of a run, or previous (the default), the last but one.")
    private String before = RunNames.PREVIOUS;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "The id of a run, or latest (the default).")
    private String after = RunNames.LATEST;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORM",
            description = "txt (the default), md, csv, json or svg.")
    private String format = "txt";

    @Option(
            names = "--fail-if-slower",
            paramLabel = "PERCENT",
            converter = Share.class,
            description =
                    "Exit with 3 if a benchmark takes longer by more than this (10%%): a difference is shown, and the"
                            + " whole interval of its ratio lies beyond it.")
    private @Nullable Double most;

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        try {
            var first = RunNames.id(before, service);
            var second = RunNames.id(after, service);
            terminal.out().write(service.comparison(first, second, format));
            terminal.out().flush();
            return most == null ? 0 : gate(JSON.readTree(service.comparison(first, second, "json")), most, terminal);
        } catch (Refused e) {
            throw e.inWords(Map.of("before", "BEFORE", "after", "AFTER", "suffix", "--format"));
        }
    }

    /// A gate that sees nothing does not open.
    private static int gate(JsonNode comparison, double most, Terminal terminal) {
        var compared = StreamSupport.stream(comparison.path("benchmarks").spliterator(), false)
                .filter(benchmark -> benchmark.hasNonNull("interval"))
                .toList();
        var slower = compared.stream()
                .filter(benchmark -> benchmark.path("slowerByAtLeast").asDouble() > most)
                .map(benchmark -> benchmark.path("workload").asText() + " "
                        + benchmark.path("words").asText())
                .toList();
        slower.forEach(terminal::tell);
        if (compared.isEmpty()) {
            terminal.tell("no benchmark of these runs could be compared");
        }
        return compared.isEmpty() ? NOTHING_COMPARED : slower.isEmpty() ? 0 : SLOWER;
    }
}
