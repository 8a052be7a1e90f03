package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures and prints the table.
@Command(
        name = "run",
        description = "Measure, and print the table. Without options: npm-install in the article's scenarios on every"
                + " local runtime.",
        customSynopsis = "mountmark run [OPTION ...]",
        sortOptions = false,
        usageHelpAutoWidth = true)
final class RunCommand implements Task {
    /// By what the API calls them.
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("workloads", "--workload"),
            Map.entry("scenarios", "--scenario"),
            Map.entry("runtimes", "--runtime"),
            Map.entry("labels", "--label"),
            Map.entry("plan.name", "--plan"),
            Map.entry("plan.warmupRounds", "--warmup"),
            Map.entry("plan.minimumSamples", "--min-samples"),
            Map.entry("plan.maximumSamples", "--max-samples"),
            Map.entry("plan.timeLimit", "--time-limit"),
            Map.entry("plan.precision", "--precision"),
            Map.entry("plan.coolDown", "--cool-down"),
            Map.entry("plan.cache", "--cache"),
            Map.entry("plan.seed", "--seed"));

    @Option(
            names = {"-w", "--workload"},
            paramLabel = "NAME",
            description = "What to do; several times for several.")
    private List<String> workloads = List.of();

    @Option(
            names = {"-s", "--scenario"},
            paramLabel = "LABEL",
            description = "Where the files lie: native, bind-mount, ...; several times for several.")
    private List<String> scenarios = List.of();

    @Option(
            names = {"-r", "--runtime"},
            paramLabel = "SLUG",
            description = "Where to measure (mountmark runtimes lists them); several times for several.")
    private List<String> runtimes = List.of();

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Text to find the run by; several times for several.")
    private Map<String, String> labels = Map.of();

    @ArgGroup(validate = false, heading = "%nHow it is measured:%n")
    private PlanOptions plan = new PlanOptions();

    @ArgGroup(validate = false, heading = "%nWhat is written besides:%n")
    private ExportOptions exports = new ExportOptions();

    @Override
    public int with(Service service, Terminal terminal) throws IOException, Refused {
        exports.check();
        var run = measure(service, terminal);
        var id = run.path("id").asText();
        var state = run.path("state").asText();
        if (state.equals("succeeded") || state.equals("failed")) {
            exports.write(service, id);
        }
        if (!state.equals("succeeded")) {
            var reason = run.path("reason").asText();
            terminal.tell("run " + id + " " + state + (reason.isEmpty() ? "" : ": " + reason));
        }
        return state.equals("succeeded") ? 0 : 1;
    }

    private JsonNode measure(Service service, Terminal terminal) throws IOException, Refused {
        try (var transcript = new Transcript(terminal)) {
            return service.measure(request().toString().getBytes(StandardCharsets.UTF_8), transcript);
        } catch (Refused e) {
            throw e.inWords(OPTIONS);
        }
    }

    /// As `POST /runs` takes it: whether it can be measured is for the service to say.
    ObjectNode request() {
        var request = JsonNodeFactory.instance.objectNode();
        workloads.forEach(request.withArray("/workloads")::add);
        scenarios.forEach(request.withArray("/scenarios")::add);
        runtimes.forEach(request.withArray("/runtimes")::add);
        plan.addTo(request.putObject("plan"));
        labels.forEach(request.putObject("labels")::put);
        request.properties().removeIf(field -> field.getValue().isEmpty());
        return request;
    }
}
