package dev.mountmark.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the report of a run.
@Command(name = "report", description = "Print the report of a run.", usageHelpAutoWidth = true)
final class ReportCommand implements Task {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "Its id, latest (the default) or previous.")
    private String run = RunNames.LATEST;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORM",
            description = "txt (the default), md, csv, json, svg or hyperfine.json.")
    private String format = "txt";

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        try {
            terminal.out().write(service.report(RunNames.id(run, service), format));
            terminal.out().flush();
            return 0;
        } catch (Refused e) {
            throw e.inWords(Map.of("id", "RUN", "suffix", "--format"));
        }
    }
}
