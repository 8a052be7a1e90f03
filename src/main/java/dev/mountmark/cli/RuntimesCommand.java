package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.report.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists what can be measured on.
@Command(name = "runtimes", description = "List runtimes as they are now; for what is missing the reason.")
final class RuntimesCommand implements Task {
    private static final String INDENT = "  ";

    @Option(
            names = "--probe",
            paramLabel = "SLUG",
            description = "Ask this one too, which is on another machine; several times for several.")
    private List<String> probe = List.of();

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        var lines = new ArrayList<String>();
        service.runtimes(probe).path("runtimes").forEach(runtime -> {
            lines.add(runtime.path("runtime").asText()
                    + INDENT
                    + runtime.path("displayName").asText());
            said(runtime).forEach(words -> lines.addAll(Wording.wrapped(words, INDENT, INDENT + INDENT)));
        });
        lines.forEach(terminal.out()::println);
        return 0;
    }

    private static Stream<String> said(JsonNode runtime) {
        var facts = runtime.path("facts");
        var kind = Stream.of("kind", "privileges", "virtualization", "sharing")
                .filter(facts::hasNonNull)
                .map(fact -> fact + " " + facts.path(fact).asText())
                .reduce((one, other) -> one + ", " + other);
        return Stream.concat(kind.stream(), runtime.hasNonNull("reason") ? nothing(runtime) : scenarios(runtime));
    }

    private static Stream<String> nothing(JsonNode runtime) {
        return Stream.of("nothing can be measured: " + runtime.path("reason").asText());
    }

    /// One line for what is offered, and one for each reason for which something is not.
    private static Stream<String> scenarios(JsonNode runtime) {
        var offered = new ArrayList<String>();
        var missing = new LinkedHashMap<String, List<String>>();
        StreamSupport.stream(runtime.path("scenarios").spliterator(), false).forEach(scenario -> {
            var names = scenario.hasNonNull("reason")
                    ? missing.computeIfAbsent(scenario.path("reason").asText(), _ -> new ArrayList<>())
                    : offered;
            names.add(scenario.path("scenario").asText());
        });
        return Stream.concat(
                offered.isEmpty() ? Stream.empty() : Stream.of("offers " + String.join(", ", offered)),
                missing.entrySet().stream()
                        .map(entry -> "not " + String.join(", ", entry.getValue()) + ": " + bare(entry)));
    }

    /// A reason that begins with the scenario's name says it twice.
    private static String bare(Map.Entry<String, List<String>> entry) {
        var prefix = entry.getValue().getFirst() + ": ";
        return entry.getValue().size() == 1 && entry.getKey().startsWith(prefix)
                ? entry.getKey().substring(prefix.length())
                : entry.getKey();
    }
}
