package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.report.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

/// Lists what can be measured on.
@Command(name = "runtimes", description = "List runtimes as they are now; for what is missing the reason.")
final class RuntimesCommand implements Task {
    private static final String GAP = "  ";

    private record Row(String runtime, String name, String scenarios) {}

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        var rows = new ArrayList<Row>();
        rows.add(new Row("Runtime", "Name", "Scenarios"));
        service.runtimes().path("runtimes").forEach(runtime -> rows.add(row(runtime)));
        var runtime = width(rows.stream().map(Row::runtime).toList());
        var name = width(rows.stream().map(Row::name).toList());
        rows.forEach(row -> terminal.out()
                .println(padded(row.runtime(), runtime) + GAP + padded(row.name(), name) + GAP + row.scenarios()));
        return 0;
    }

    private static Row row(JsonNode runtime) {
        return new Row(
                runtime.path("runtime").asText(),
                runtime.path("displayName").asText(),
                runtime.hasNonNull("reason") ? "none: " + runtime.path("reason").asText() : scenarios(runtime));
    }

    private static String scenarios(JsonNode runtime) {
        return StreamSupport.stream(runtime.path("scenarios").spliterator(), false)
                .map(scenario -> scenario.path("scenario").asText()
                        + (scenario.hasNonNull("reason")
                                ? " (not: " + scenario.path("reason").asText() + ")"
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(Columns::of).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - Columns.of(text));
    }
}
