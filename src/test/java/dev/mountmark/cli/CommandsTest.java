package dev.mountmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.api.ForeignQuery;
import dev.mountmark.benchmark.BuiltImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeService service = new FakeService();

    @TempDir
    Path folder;

    private int say(Terminal terminal, String line) {
        return Commands.execute(
                List.of(line.split(" ")), terminal, (task, where) -> Work.execute(task, service, where));
    }

    private int say(String line) {
        return say(terminal(false, false), line);
    }

    private Terminal terminal(boolean redraws, boolean colours) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                redraws,
                colours);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | {}",
                "run --quick | {'plan': {'name': 'quick'}}",
                "run --plan thorough | {'plan': {'name': 'thorough'}}",
                "run -w a --workload b | {'workloads': ['a', 'b']}",
                "run -s native --scenario bind-mount -r linux | {'scenarios': ['native', 'bind-mount'],"
                        + " 'runtimes': ['linux']}",
                "run --warmup 2 --min-samples 3 --max-samples 4 --seed -5 | {'plan': {'warmupRounds': 2,"
                        + " 'minimumSamples': 3, 'maximumSamples': 4, 'seed': -5}}",
                "run --time-limit 1h30m --cool-down 5s | {'plan': {'timeLimit': 'PT1H30M', 'coolDown': 'PT5S'}}",
                "run --time-limit PT6M | {'plan': {'timeLimit': 'PT6M'}}",
                "run --time-limit soon | {'plan': {'timeLimit': 'soon'}}",
                "run --precision 2.5% --cache cold | {'plan': {'precision': 0.025, 'cache': 'cold'}}",
                "run -l branch=main --label ticket=a=b | {'labels': {'branch': 'main', 'ticket': 'a=b'}}"
            })
    void whatIsAskedOfTheServiceIsWhatWasTyped(String line, String request) throws IOException {
        assertThat(say(line)).as(told()).isZero();

        assertThat(service.request).isEqualTo(JSON.readTree(request.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum | mountmark: expected a command, got rum; did you mean run or runtimes; see mountmark --help",
                "run --qick | mountmark: Unknown option: '--qick'; see mountmark run --help",
                "run --seed x | Invalid value for option '--seed'",
                "run --precision 0.1 | expected a share like 10%, got 0.1; see mountmark run --help",
                "run --label main | see mountmark run --help",
                "run --export-json /nowhere/at/all.json | mountmark: expected a file that can be written, got /nowhere",
                "report a b | Unmatched argument at index 2: 'b'",
                "serve now | Unmatched argument at index 1: 'now'",
                "import /nowhere/at/all.json | FILE: expected a file that can be read, got /nowhere/at/all.json",
                "judge | Missing required parameter: 'FILE'; see mountmark judge --help",
                "judge /nowhere/at/all.csv | FILE: expected a file that can be read, or -, got /nowhere/at/all.csv",
                "judge - --window 1 | --window: expected 2 to 1000, got 1",
                "judge - --p-value 1 | --p-value: expected above 0 and below 1, got 1.0",
                "judge - --magnitude -1 | --magnitude: expected at least 0, got -1.0",
                "workload | mountmark: expected a command; see mountmark workload --help",
                "workload image | Missing required parameter: 'NAME'; see mountmark workload image --help",
                "workload image a --export /nowhere/a.tar | --export: expected a file in a folder that can be written,"
                        + " got /nowhere/a.tar",
                "workload image a --export /dev/null | --export: expected a file in a folder that can be written, got /dev",
                "judge - --minimum-segment 0 | --minimum-segment: expected at least 1, got 0",
            })
    void whatIsNotUnderstoodIsOneSentence(String line, String words) {
        assertThat(say(line)).isEqualTo(2);

        assertThat(told()).contains(words.replace("''", "'"));
        assertThat(told().lines()).hasSize(1);
        assertThat(printed()).isEmpty();
        assertThat(service.request).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "--help, Commands:",
        "help, Commands:",
        "run --help, --time-limit",
        "help run, --time-limit",
        "report -h, --format",
        "serve --help, Run the service",
        "--version, mountmark "
    })
    void helpIsWhatWasAskedFor(String line, String words) {
        assertThat(say(line)).isZero();

        assertThat(printed()).contains(words);
        assertThat(told()).isEmpty();
    }

    @Test
    void aFileIsImportedAsOfWhenItWasWritten() throws IOException {
        var file = Files.writeString(folder.resolve("h.json"), "ls");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T00:45:12Z")));

        assertThat(say("import " + file + " --host desk -l branch=main")).isZero();

        assertThat(printed()).isEqualTo("run run-7  imported\n  hyperfine-ls\n");
        assertThat(service.request)
                .isEqualTo(JSON.valueToTree(new ForeignQuery("desk", "2026-11-23T00:45:12Z", List.of("branch:main"))));
    }

    @Test
    void aTableOfTimesIsImportedByItsSuffix() throws IOException {
        var file = Files.writeString(folder.resolve("h.CSV"), "12");

        assertThat(say("import " + file + " --at 2026-11-23T00:45:12Z")).isZero();

        assertThat(printed()).isEqualTo("12 runs with 96 samples imported, 3 runs were here\n");
        assertThat(service.request)
                .isEqualTo(JSON.valueToTree(new ForeignQuery(null, "2026-11-23T00:45:12Z", List.of())));
    }

    @Test
    void progressAndTableGoSeparateWays() {
        service.text = "run 1  queued\nround 1\n\nRun 1\n\ntable\n";

        assertThat(say("run")).isZero();

        assertThat(printed()).isEqualTo("Run 1\n\ntable\n");
        assertThat(told()).isEqualTo("run 1  queued\nround 1\n");
    }

    @Test
    void onATerminalOneLineIsDrawnAgainAndTakenAway() {
        service.text = "round 1\nround 2\n\nRun 1\n";

        say(terminal(true, false), "run");

        assertThat(told().replaceAll("\u001B\\[\\??\\d*[A-Za-z]", "")).isEqualTo("\rround 1\rround 2\r");
        assertThat(printed()).isEqualTo("Run 1\n");
    }

    @Test
    void coloursAreForTerminalsOnly() {
        say(terminal(false, true), "rum");
        assertThat(told()).contains("\u001B[31m");
        err.reset();
        say("rum");
        assertThat(told()).doesNotContain("\u001B");
    }

    @Test
    void aRunThatFailedIsWrittenAndSaysWhy() {
        service.state = "failed";
        var file = folder.resolve("run.csv");

        assertThat(say("run --export-csv " + file)).isEqualTo(1);

        assertThat(file).content().isEqualTo("report of run-9 as csv");
        assertThat(told()).endsWith("mountmark: run run-9 failed: because\n");
    }

    @Test
    void aRunThatWasCancelledIsNotWritten() {
        service.state = "cancelled";
        var file = folder.resolve("run.json");

        assertThat(say("run --export-json " + file)).isEqualTo(1);

        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "400, plan.seed: expected a number, 2, mountmark: --seed: expected a number",
        "429, Expected at most 20 waiting runs, 1, mountmark: Expected at most 20 waiting runs"
    })
    void whatTheServiceRefusesIsSaidInTheWordsOfTheOptions(int status, String detail, int exitCode, String words) {
        service.refusal = new Refused(status, detail);

        assertThat(say("run")).isEqualTo(exitCode);

        assertThat(told()).isEqualTo(words + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "report, report of newest as txt",
        "report previous, report of older as txt",
        "report 20261123t004512-7qx3fa -f hyperfine.json, report of 20261123t004512-7qx3fa as hyperfine.json"
    })
    void theNewestRunThatIsNotExcludedIsReportedUnlessAnotherIsNamed(String line, String report) {
        assertThat(say(line)).isZero();

        assertThat(printed()).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({
        "compare, 0, older with newest as txt",
        "compare a b --format csv, 0, a with b as csv",
        "compare --fail-if-slower 25%, 0, older with newest as txt",
        "compare --fail-if-slower 19.5%, 3, older with newest as txt"
    })
    void aBenchmarkWhoseWholeIntervalIsSlowerClosesTheGate(String line, int exitCode, String comparison) {
        service.benchmarks = """
                [{"workload": "npm-install", "words": "bind-mount on linux took 1.3 times as long",
                  "interval": {"lower": 1.2, "upper": 1.4}, "slowerByAtLeast": 0.2},
                 {"workload": "npm-install", "words": "no difference shown among so many",
                  "interval": {"lower": 1.3, "upper": 1.4}},
                 {"workload": "npm-install", "words": "no-volumes on linux stands only in the run after"}]
                """;

        assertThat(say(line)).isEqualTo(exitCode);

        assertThat(printed()).isEqualTo(comparison);
        assertThat(told())
                .isEqualTo(exitCode == 3 ? "mountmark: npm-install bind-mount on linux took 1.3 times as long\n" : "");
    }

    @Test
    void aGateThatSeesNothingStaysClosed() {
        service.benchmarks = "[]";

        assertThat(say("compare --fail-if-slower 10%")).isEqualTo(1);

        assertThat(told()).isEqualTo("mountmark: no benchmark of these runs could be compared\n");
    }

    @Test
    void runtimesAreListedWithTheReasonForWhatIsMissing() {
        assertThat(say("runtimes")).isZero();

        assertThat(printed()).isEqualToNormalizingNewlines("""
                host  Host
                  offers native
                linux  Linux
                  kind Docker, privileges rootful
                  offers no-volumes, volume
                  not nfs-volume: expected a server
                  not bind-mount:cached, bind-mount:delegated: expected Docker Desktop for Mac, the only engine that
                    knows it
                podman  Podman
                  nothing can be measured: no engine answers
                """);
    }

    @Test
    void theRuntimesThatAreNamedAreProbed() {
        assertThat(say("runtimes --probe far --probe other")).isZero();

        assertThat(service.probed).containsExactly("far", "other");
    }

    @Test
    void anImageIsNamedWithTheSettingThatGivesItToACluster() {
        var file = folder.resolve("knit.tar");

        assertThat(say("workload image knit --runtime linux --export " + file)).isZero();

        assertThat(service.image).isEqualTo("knit by linux in " + file);
        assertThat(printed()).isEqualToNormalizingNewlines("""
                mountmark/knit:4f
                sha256:12
                mountmark.kubernetes.images.knit=docker.io/mountmark/knit:4f
                """);
        assertThat(told()).isEqualTo("building\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | workload: expected any of knit, got purl | 2 | mountmark: NAME: expected any of knit, got purl",
                "400 | runtime: expected any of linux, got host | 2 | mountmark: --runtime: expected any of linux",
                "503 | image of knit: no wool | 1 | mountmark: image of knit: no wool"
            })
    void whyThereIsNoImageIsSaidInTheWordsOfTheOptions(int status, String detail, int exitCode, String words) {
        service.refusal = new Refused(status, detail);

        assertThat(say("workload image purl")).isEqualTo(exitCode);

        assertThat(told()).startsWith(words);
        assertThat(printed()).isEmpty();
    }

    @Test
    void besideAServiceNoImageIsBuilt() {
        var other = new OtherProcess(URI.create("http://127.0.0.1:8081"), Optional.empty());

        var exitCode = Commands.execute(
                List.of("workload", "image", "knit"),
                terminal(false, false),
                (task, where) -> Work.execute(task, other, where));

        assertThat(exitCode).isEqualTo(1);
        assertThat(told())
                .startsWith("mountmark: expected no service on the data folder")
                .contains("got one at http://127.0.0.1:8081; end it")
                .endsWith("docker save -o FILE mountmark/knit\n");
    }

    @Test
    void seriesAreListedAsTheyStand() {
        assertThat(say("series --state regressed --state learning")).isZero();

        assertThat(service.states).containsExactly("regressed", "learning");
        assertThat(printed()).isEqualToNormalizingNewlines("""
                17  npm-install bind-mount on linux of vm
                  time regressed: newest 12.300 s of 2026-11-29T03:30:00Z, baseline 9.530 s, +29.1 % since run
                    20261128t033000-7qx3fa
                  ratio unstable (below 12.0 % nothing can be told): newest 1.320 of 2026-11-29T03:30:00Z, baseline
                    1.300, -5.0 % since run 20261101t033000-7qx3fa
                18  stat-files native on host of vm, caches cold
                  time learning (2 more to come): newest 0.700 s of 2026-11-29T03:30:00Z
                """);
    }

    @Test
    void seriesArePrintedAsJsonForPrograms() throws IOException {
        assertThat(say("series --json")).isZero();

        assertThat(JSON.readTree(printed())).isEqualTo(JSON.readTree(FakeService.SERIES));
    }

    /// Answers at once, and keeps what it was asked.
    private static final class FakeService implements Service {
        private static final String SERIES = """
                {"series": [
                  {"id": 17, "host": "vm", "runtime": "linux", "scenario": "bind-mount", "workload": "npm-install",
                   "cache": "warm",
                   "time": {"unit": "seconds", "state": "regressed", "newestValue": 12.3,
                    "newestAt": "2026-11-29T03:30:00Z", "baseline": {"median": 9.53},
                    "change": {"run": "20261128t033000-7qx3fa", "ratio": 1.2907}},
                   "ratio": {"unit": "ratio", "state": "unstable", "tellableMagnitude": 0.12, "newestValue": 1.32,
                    "newestAt": "2026-11-29T03:30:00Z", "baseline": {"median": 1.3},
                    "change": {"run": "20261101t033000-7qx3fa", "ratio": 0.95}}},
                  {"id": 18, "host": "vm", "runtime": "host", "scenario": "native", "workload": "stat-files",
                   "cache": "cold",
                   "time": {"unit": "seconds", "state": "learning", "missingRuns": 2, "newestValue": 0.7,
                    "newestAt": "2026-11-29T03:30:00Z"}}]}
                """;

        private @Nullable JsonNode request;
        private String text = "";
        private String state = "succeeded";
        private String benchmarks = "[]";
        private List<String> probed = List.of();
        private String image = "";
        private Set<String> states = Set.of();
        private @Nullable Refused refusal;

        @Override
        public JsonNode measure(byte[] body, OutputStream transcript) throws IOException, Refused {
            if (refusal != null) {
                throw refusal;
            }
            request = JSON.readTree(body);
            transcript.write(text.getBytes(StandardCharsets.UTF_8));
            var run = JSON.createObjectNode().put("id", "run-9").put("state", state);
            return state.equals("failed") ? run.put("reason", "because") : run;
        }

        @Override
        public JsonNode runs(Set<String> states, int limit) throws IOException {
            assertThat(states).doesNotContain("queued", "cancelled");
            var page = JSON.createObjectNode();
            var runs = page.putArray("runs");
            runs.addObject().put("id", "bad").putObject("exclusion").put("reason", "on battery");
            runs.addObject().put("id", "newest");
            runs.addObject().put("id", "older");
            return page;
        }

        @Override
        public byte[] report(String id, String suffix) {
            return ("report of " + id + " as " + suffix).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] comparison(String before, String after, String suffix) {
            var text = suffix.equals("json")
                    ? "{\"benchmarks\": " + benchmarks + "}"
                    : before + " with " + after + " as " + suffix;
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public JsonNode importHyperfine(byte[] file, ForeignQuery query) throws IOException {
            request = JSON.valueToTree(query);
            return JSON.readTree("{\"id\": \"run-7\", \"results\": [{\"workload\": \"hyperfine-"
                    + new String(file, StandardCharsets.UTF_8) + "\"}]}");
        }

        @Override
        public JsonNode importCsv(byte[] file, ForeignQuery query) throws IOException {
            request = JSON.valueToTree(query);
            return JSON.readTree(
                    "{\"runs\": " + new String(file, StandardCharsets.UTF_8) + ", \"samples\": 96, \"knownRuns\": 3}");
        }

        @Override
        public JsonNode series(Set<String> asked) throws IOException {
            states = asked;
            return JSON.readTree(SERIES);
        }

        @Override
        public JsonNode runtimes(List<String> probe) throws IOException {
            probed = probe;
            return JSON.readTree("""
                    {"runtimes": [
                      {"runtime": "host", "displayName": "Host", "facts": {"kernel": "6.1"},
                       "scenarios": [{"scenario": "native"}]},
                      {"runtime": "linux", "displayName": "Linux", "facts": {"kind": "Docker", "privileges": "rootful"},
                       "scenarios": [{"scenario": "no-volumes"}, {"scenario": "volume"},
                        {"scenario": "nfs-volume", "reason": "nfs-volume: expected a server"},
                        {"scenario": "bind-mount:cached",
                         "reason": "expected Docker Desktop for Mac, the only engine that knows it"},
                        {"scenario": "bind-mount:delegated",
                         "reason": "expected Docker Desktop for Mac, the only engine that knows it"}]},
                      {"runtime": "podman", "displayName": "Podman", "reason": "no engine answers", "scenarios": []}]}
                    """);
        }

        @Override
        public BuiltImage workloadImage(
                String workload, Optional<String> runtime, Optional<Path> file, Consumer<String> progress)
                throws Refused {
            if (refusal != null) {
                throw refusal;
            }
            image = workload + " by " + runtime.orElse("any") + " in " + file.orElseThrow();
            progress.accept("building");
            var name = "mountmark/" + workload + ":4f";
            return new BuiltImage(name, "sha256:12", "docker.io/" + name);
        }
    }
}
