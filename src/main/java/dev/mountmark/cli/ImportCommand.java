package dev.mountmark.cli;

import dev.mountmark.api.HyperfineQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings what somebody has measured with another tool.
@Command(
        name = "import",
        description = "Import what hyperfine --export-json wrote, as a run with a series for each command.",
        customSynopsis = "mountmark import [OPTION ...] FILE",
        usageHelpAutoWidth = true)
final class ImportCommand implements Task {
    private static final int MOST_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "What hyperfine wrote.")
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
            var run = service.importHyperfine(
                    content(),
                    new HyperfineQuery(
                            host,
                            at == null ? Files.getLastModifiedTime(file).toString() : at,
                            labels.entrySet().stream()
                                    .map(label -> label.getKey() + ":" + label.getValue())
                                    .toList()));
            terminal.out().println("run " + run.path("id").asText() + "  imported");
            for (var result : run.path("results")) {
                terminal.out().println("  " + result.path("workload").asText());
            }
            return 0;
        } catch (Refused e) {
            throw e.inWords(Map.of("host", "--host", "at", "--at", "label", "--label", "labels", "--label"));
        }
    }

    private byte[] content() throws IOException, Refused {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Refused.usage("FILE: expected a file that can be read, got " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw Refused.usage("FILE: expected at most " + MOST_BYTES + " bytes, got " + Files.size(file));
        }
        return Files.readAllBytes(file);
    }
}
