package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.api.ForeignFile;
import dev.mountmark.api.ForeignQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings what somebody has measured with another tool.
@Command(
        name = "import",
        description =
                "Import what hyperfine --export-json wrote, or times in a FILE.csv, as runs with series of their own.",
        customSynopsis = "mountmark import [OPTION ...] FILE",
        usageHelpAutoWidth = true)
final class ImportCommand implements Task {
    @Parameters(
            paramLabel = "FILE",
            description = "What hyperfine wrote; or .csv with columns workload, value and, as far as they are known,"
                    + " unit, time, host, scenario and runtime.")
    private Path file = Path.of("hyperfine.json");

    @Option(names = "--host", paramLabel = "NAME", description = "Where it was measured; this machine if absent.")
    private @Nullable String host;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it was over: 2026-11-23T00:45:12Z; when the file was written if absent.")
    private @Nullable String at;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Text to find the run by; several times for several.")
    private Map<String, String> labels = Map.of();

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        try {
            var content = content();
            var query = new ForeignQuery(
                    host,
                    at == null ? Files.getLastModifiedTime(file).toString() : at,
                    labels.entrySet().stream()
                            .map(label -> label.getKey() + ":" + label.getValue())
                            .toList());
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                tell(service.importCsv(content, query), terminal);
            } else {
                tellRun(service.importHyperfine(content, query), terminal);
            }
            return 0;
        } catch (Refused e) {
            throw e.inWords(Map.of("host", "--host", "at", "--at", "label", "--label", "labels", "--label"));
        }
    }

    private static void tell(JsonNode imported, Terminal terminal) {
        terminal.out()
                .printf(
                        "%d runs with %d samples imported, %d runs were here%n",
                        imported.path("runs").asInt(),
                        imported.path("samples").asInt(),
                        imported.path("knownRuns").asInt());
    }

    private static void tellRun(JsonNode run, Terminal terminal) {
        terminal.out().println("run " + run.path("id").asText() + "  imported");
        for (var result : run.path("results")) {
            terminal.out().println("  " + result.path("workload").asText());
        }
    }

    private byte[] content() throws IOException, Refused {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refused.usage("FILE: expected a file that can be read, got " + file);
        }
        if (Files.size(file) > ForeignFile.MOST_BYTES) {
            throw Refused.usage("FILE: expected at most " + ForeignFile.MOST_BYTES + " bytes, got " + Files.size(file));
        }
        return Files.readAllBytes(file);
    }
}
