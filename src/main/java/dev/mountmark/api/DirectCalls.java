package dev.mountmark.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.benchmark.Run;
import dev.mountmark.history.RunFilter;
import dev.mountmark.report.RunDocument;
import dev.mountmark.run.Archive;
import dev.mountmark.run.DriftWatch;
import dev.mountmark.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The calls of the API for who works in this process, where no port is opened: the same checks, the same answers. Each
/// throws [Problem] where HTTP would answer with one.
@ApplicationScoped
public class DirectCalls {
    private final Runs runs;
    private final Archive archive;
    private final DriftWatch watch;
    private final ApiSettings settings;
    private final OpenAnswers answers;
    private final ObjectMapper json;
    private final Clock clock;

    DirectCalls(
            Runs runs,
            Archive archive,
            DriftWatch watch,
            ApiSettings settings,
            OpenAnswers answers,
            ObjectMapper json,
            Clock clock) {
        this.runs = runs;
        this.archive = archive;
        this.watch = watch;
        this.clock = clock;
        this.settings = settings;
        this.answers = answers;
        this.json = json;
    }

    /// `POST /runs` with `Accept: text/plain`. When the process is asked to end meanwhile, the run is cancelled, and
    /// the process waits until that is told.
    ///
    /// @param body JSON
    /// @param out gets the lines of progress, an empty line and the table
    /// @return the run as it has ended
    public JsonNode measure(byte[] body, OutputStream out) throws IOException {
        return answers.during(() -> {
            var run = new Intake(runs).run(RunBodyReader.read(body), Optional.empty());
            runs.measureAlone(run.id());
            Streams.progress(runs, settings.keepAlive(), run, out);
            return json.valueToTree(RunDocument.of(runs.find(run.id()).orElse(run)));
        });
    }

    /// `GET /runs`: newest first.
    ///
    /// @param states by their words, empty for all
    public JsonNode runs(Set<String> states, int limit) {
        return json.valueToTree(new RunPage(
                runs.list(new RunFilter(states, Map.of(), null, null, null, limit)).stream()
                        .map(RunDocument::of)
                        .toList(),
                null));
    }

    /// `GET /runs/{id}/report.{suffix}`.
    public byte[] report(String id, String suffix) throws IOException {
        var run = existing("id", id);
        var format = ReportFormat.suffixed(suffix, ReportFormat.OF_REPORTS);
        return bytes(RunOutputsResource.entity(run, runs.results(run), format, ReportQuery.PLAIN));
    }

    /// `GET /comparison.{suffix}`.
    public byte[] comparison(String before, String after, String suffix) throws IOException {
        var format = ReportFormat.suffixed(suffix, ReportFormat.OF_COMPARISONS);
        return bytes(
                format.of(ComparisonResource.comparison(runs, existing("before", before), existing("after", after))));
    }

    /// `GET /series`, all pages in one.
    ///
    /// @param states by their words, empty for all
    public JsonNode series(Set<String> states) {
        var parameters = new MultivaluedHashMap<String, String>();
        parameters.addAll("state", List.copyOf(states));
        var query = SeriesQuery.of(parameters);
        return json.valueToTree(new SeriesPage(
                watch.list(query.filter(), query.states()).stream()
                        .map(SeriesDocument::of)
                        .toList(),
                null));
    }

    /// `GET /runtimes`.
    public JsonNode runtimes(List<String> probe) {
        return json.valueToTree(Offers.Runtimes.of(runs.runtimes(probe)));
    }

    /// `POST /history/hyperfine`.
    ///
    /// @param file what hyperfine wrote
    /// @return the run that it has become, or was before
    public JsonNode importHyperfine(byte[] file, ForeignQuery query) {
        var run = query.takeHyperfine(archive, file, clock).run();
        return json.valueToTree(RunDocument.of(runs.find(run).orElseThrow(() -> Problems.noSuchRun(run))));
    }

    /// `POST /history/csv`.
    public JsonNode importCsv(byte[] file, ForeignQuery query) {
        return json.valueToTree(ImportDocument.of(query.takeCsv(archive, file, clock)));
    }

    /// @param name of the parameter it came in
    private Run existing(String name, String id) {
        var asked = RunQuery.id(name, id);
        return runs.find(asked).orElseThrow(() -> Problems.noSuchRun(name, asked));
    }

    private byte[] bytes(Object entity) throws IOException {
        return entity instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(entity);
    }
}
