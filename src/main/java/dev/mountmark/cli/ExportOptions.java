package dev.mountmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Files that a run is written to, an option for each form of report.
final class ExportOptions {
    @Option(names = "--export-markdown", paramLabel = "FILE", description = "The table, for a page or a comment.")
    private @Nullable Path markdown;

    @Option(names = "--export-json", paramLabel = "FILE", description = "All figures.")
    private @Nullable Path json;

    @Option(names = "--export-csv", paramLabel = "FILE", description = "Every sample, a row for each.")
    private @Nullable Path csv;

    @Option(names = "--export-svg", paramLabel = "FILE", description = "The graph.")
    private @Nullable Path svg;

    @Option(
            names = "--export-hyperfine",
            paramLabel = "FILE",
            description = "What hyperfine --export-json writes, for the scripts that read it.")
    private @Nullable Path hyperfine;

    /// By the suffix of the report.
    private Map<String, Path> wanted() {
        var wanted = new LinkedHashMap<String, Path>();
        add(wanted, "md", markdown);
        add(wanted, "json", json);
        add(wanted, "csv", csv);
        add(wanted, "svg", svg);
        add(wanted, "hyperfine.json", hyperfine);
        return wanted;
    }

    private static void add(Map<String, Path> wanted, String suffix, @Nullable Path file) {
        if (file != null) {
            wanted.put(suffix, file);
        }
    }

    /// Before anything is measured: nobody wants to learn after half an hour that a folder is missing.
    void check() throws Refused {
        for (var file : wanted().values()) {
            var folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || folder == null || !Files.isWritable(Files.exists(file) ? file : folder)) {
                throw Refused.usage("expected a file that can be written, got " + file);
            }
        }
    }

    void write(Service service, String run) throws IOException, Refused {
        for (var export : wanted().entrySet()) {
            Files.write(export.getValue(), service.report(run, export.getKey()));
        }
    }
}
