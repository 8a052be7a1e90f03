package dev.mountmark.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.history.HistoryExport;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.history.StoredVerdict;
import dev.mountmark.report.ComparisonCsv;
import dev.mountmark.report.ComparisonDocument;
import dev.mountmark.report.ComparisonMarkdown;
import dev.mountmark.report.ComparisonSvg;
import dev.mountmark.report.ComparisonText;
import dev.mountmark.report.CsvReport;
import dev.mountmark.report.ExampleComparison;
import dev.mountmark.report.ExampleRun;
import dev.mountmark.report.MarkdownReport;
import dev.mountmark.report.ReportDocument;
import dev.mountmark.report.RunDocument;
import dev.mountmark.report.SvgReport;
import dev.mountmark.report.TextReport;
import dev.mountmark.run.HyperfineExport;
import dev.mountmark.run.SeriesStanding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The examples of the API's description are what it really answers. `-Dmountmark.examples=write` writes them anew.
class ExamplesTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/mountmark/api/examples");

    private static final String ACCEPTED = "the new engine is slower, and we stay with it";
    private static final String MARKED = "moved to the new disk";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    @TestFactory
    Stream<DynamicTest> examplesAreWhatIsAnswered() throws IOException {
        var queued = ExampleRun.run(new RunState.Queued());
        var done = ExampleRun.succeeded();
        var results = ExampleRun.results(done, ExampleRun.samples());
        var cancelling = ExampleRun.run(new RunState.Cancelling(ExampleRun.STARTED));
        var comparison = ExampleComparison.slowerBindMount();
        return Stream.of(
                json("submitRun", RunDocument.of(queued, ExampleRun.results(queued, List.of()))),
                text("submitRun.txt", progress(done)),
                json("showRun", RunDocument.of(done, ExampleRun.results(done, ExampleRun.firstCounted()))),
                json("excludeRun", RunDocument.of(done.with(ExampleRun.EXCLUSION))),
                json("excludeRun-request", new ReasonBody(ExampleRun.EXCLUSION.reason())),
                json("includeRun", RunDocument.of(done)),
                json("cancelRun", RunDocument.of(cancelling, ExampleRun.results(cancelling, List.of()))),
                json(
                        "listRuns",
                        new RunPage(List.of(RunDocument.of(done)), "/api/v1/runs?limit=1&before=" + done.id())),
                text("reportRun.txt", TextReport.of(done, results)),
                text("reportRun.md", MarkdownReport.of(done, results)),
                text("compareRuns.txt", ComparisonText.of(comparison)),
                text("compareRuns.md", ComparisonMarkdown.of(comparison)),
                text("compareRuns.csv", ComparisonCsv.of(comparison)),
                text("compareRuns.svg", ComparisonSvg.of(comparison)),
                json("compareRuns", ComparisonDocument.of(comparison)),
                text("reportRun.csv", CsvReport.samples(done, ExampleRun.results(done, ExampleRun.firstCounted()))),
                text("reportRun.svg", SvgReport.of(done, results, List.of())),
                json("reportRun", ReportDocument.of(done, results, List.of())),
                text("followRun.events.txt", events()),
                json("listRuntimes", Offers.Runtimes.of(statuses())),
                text("exportHistory.ndjson", HistoryExport.head()),
                text("importHistory-request.ndjson", HistoryExport.head()),
                json("importHistory", new ImportDocument(312, 8_736, 14, 0, 0)),
                json("importCsv", new ImportDocument(2, 3, 0, 0, 0)),
                text("importCsv-request.csv", """
                        workload,scenario,runtime,host,time,value
                        npm ci,native,host,build-1,2026-11-22T00:45:12Z,8.12
                        npm ci,native,host,build-1,2026-11-23T00:45:12Z,8.31
                        npm ci,bind-mount,docker,build-1,2026-11-23T00:45:12Z,11.07
                        """),
                json("importHyperfine", RunDocument.of(done)),
                json(
                        "importHyperfine-request",
                        new HyperfineExport(List.of(new HyperfineExport.Command(
                                "npm ci", List.of(8.12, 8.31, 8.07), List.of(0, 0, 0), null)))),
                json(
                        "listSeries",
                        new SeriesPage(
                                List.of(SeriesDocument.of(ExampleSeries.regressed())),
                                "/api/v1/series?limit=1&after=17")),
                json("showSeries", series(ExampleSeries.regressed())),
                json("acceptBaseline", series(ExampleSeries.accepted(), new StoredVerdict.Accepted(ACCEPTED))),
                json("acceptBaseline-request", new ReasonBody(ACCEPTED)),
                json("markChange", series(ExampleSeries.regressed(), new StoredVerdict.Marked(MARKED))),
                json("markChange-request", new ChangeBody(ExampleRun.ID.value(), null, MARKED)),
                json("listScenarios", Offers.Scenarios.of(statuses())),
                json("listWorkloads", Offers.Workloads.of(List.of(Examples.workload()))));
    }

    private static SeriesDetail series(SeriesStanding standing, StoredVerdict.Said... said) {
        return SeriesDetail.of(
                standing,
                ExampleSeries.points(),
                Stream.concat(Stream.of(ExampleSeries.told()), Stream.of(said).map(ExampleSeries::said))
                        .toList());
    }

    private static DynamicTest json(String name, Object answer) throws IOException {
        return text(name + ".json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
    }

    private static DynamicTest text(String name, String answer) {
        return DynamicTest.dynamicTest(name, () -> {
            if ("write".equals(System.getProperty("mountmark.examples"))) {
                Files.writeString(FOLDER.resolve(name), answer);
            }
            assertThat(Files.readString(FOLDER.resolve(name))).isEqualTo(answer);
        });
    }

    private static String progress(Run run) throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new ProgressStream(out, run, Duration.ofSeconds(15));
        for (var event : allEvents()) {
            stream.event(event);
        }
        stream.report(TextReport.of(run, ExampleRun.results(run, ExampleRun.samples())));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String events() throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new EventStream(out, JSON);
        for (var event : allEvents().subList(0, 5)) {
            stream.event(event);
        }
        stream.silence();
        stream.event(allEvents().getLast());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<StoredEvent> allEvents() {
        var samples = ExampleRun.samples();
        var events = new java.util.ArrayList<RunEvent>(List.of(
                new RunEvent.RunChanged(new RunState.Queued()),
                new RunEvent.RunChanged(new RunState.Running(ExampleRun.STARTED)),
                new RunEvent.Preparing(ExampleRun.LINUX, ExampleRun.WORKLOAD, "building the image"),
                new RunEvent.RoundStarted(1, 7, true)));
        for (var sample : samples) {
            var left = samples.size() - sample.number();
            events.add(new RunEvent.SampleTaken(
                    sample, sample.number(), samples.size(), left == 0 ? null : Duration.ofSeconds(8L * left)));
        }
        events.add(new RunEvent.RunChanged(new RunState.Succeeded(ExampleRun.STARTED, ExampleRun.ENDED)));
        return java.util.stream.IntStream.range(0, events.size())
                .mapToObj(number -> new StoredEvent(
                        ExampleRun.ID, number + 1L, ExampleRun.SUBMITTED.plusSeconds(number), events.get(number)))
                .toList();
    }

    private static RuntimeStatus.Offer relaxed(Scenario.Consistency consistency) {
        return new RuntimeStatus.Offer(
                new Scenario.RelaxedBindMount(consistency),
                "consistency: expected Docker Desktop for Mac, the only engine that knows it, got Debian"
                        + " GNU/Linux 12 (bookworm) on Linux; take bind-mount");
    }

    private static List<RuntimeStatus> statuses() {
        return List.of(
                new RuntimeStatus(
                        ExampleRun.HOST,
                        "",
                        null,
                        Map.of("kernel", "6.1.0-28-amd64"),
                        List.of(new RuntimeStatus.Offer(new Scenario.Native(), "npm is missing")),
                        null),
                new RuntimeStatus(
                        ExampleRun.LINUX,
                        "unix:///var/run/docker.sock",
                        null,
                        Map.of(
                                "engineVersion",
                                "29.0.1",
                                "kernel",
                                "6.1.0-28-amd64",
                                "kind",
                                "Docker",
                                "privileges",
                                "rootful"),
                        Map.of("kind", "Components of /version", "privileges", "SecurityOptions of /info"),
                        List.of(
                                new RuntimeStatus.Offer(new Scenario.NoVolumes(), null),
                                new RuntimeStatus.Offer(new Scenario.BindMountVolume(), null),
                                new RuntimeStatus.Offer(new Scenario.BindMount(), null),
                                new RuntimeStatus.Offer(new Scenario.Volume(), null),
                                new RuntimeStatus.Offer(new Scenario.Tmpfs(), null),
                                new RuntimeStatus.Offer(
                                        new Scenario.NfsVolume(),
                                        "nfs-volume: expected a server and what it exports, found none; set"
                                                + " mountmark.nfs.address and mountmark.nfs.export"),
                                relaxed(Scenario.Consistency.CACHED),
                                relaxed(Scenario.Consistency.DELEGATED)),
                        null,
                        new RuntimeStatus.Way(
                                true, true, List.of("context default (current)", "/var/run/docker.sock"))));
    }
}
