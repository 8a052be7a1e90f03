package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands as somebody types them, where no service runs and where one does.
@Tag("program")
@Timeout(180)
class CommandIT {
    private static final Pattern ID = Pattern.compile("Run (\\S+) on ");
    private static final String[] BRISK = {"run", "--workload", "brisk", "--scenario", "native", "--quick"};
    private static final String[] SLOW = {"run", "-w", "slow", "-s", "native", "--warmup", "0"};

    @TempDir
    Path folder;

    private final Sleep sleep = Sleep.unique();
    private Path pace;
    private Program.Setup setup;

    @BeforeEach
    void setUp() throws IOException {
        pace = folder.resolve("pace");
        setup = Program.in(folder)
                .with(OwnWorkloads.in(folder)
                        .brisk()
                        .slow(sleep)
                        .add("broken", "echo no wool; exit 7")
                        .add("paced", "sleep $(cat " + pace + ")"));
        setup.setting("mountmark.minimum-free-space", 0);
    }

    private Spoken say(String... words) throws IOException {
        return Spoken.of(setup, folder, words);
    }

    private String said(String... words) throws IOException {
        try (var command = say(words)) {
            assertThat(command.exitCode()).as(command.errors()).isZero();
            return command.output();
        }
    }

    private static String id(String report) {
        var found = ID.matcher(report);
        assertThat(found.find()).as(report).isTrue();
        return found.group(1);
    }

    @Test
    void measuresByItselfWhereNoServiceRuns() throws IOException {
        var json = folder.resolve("run.json");
        var markdown = folder.resolve("run.md");
        try (var command = say(
                "run",
                "-w",
                "brisk",
                "-s",
                "native",
                "--plan",
                "quick",
                "--max-samples",
                "3",
                "--min-samples",
                "3",
                "--seed",
                "7",
                "--label",
                "branch=main",
                "--export-json",
                json.toString(),
                "--export-markdown",
                markdown.toString())) {
            assertThat(command.exitCode()).as(command.errors()).isZero();

            var table = command.output();
            assertThat(table.lines().findFirst().orElse("")).matches("Run \\S+ on \\S+ succeeded in .*");
            assertThat(table)
                    .contains("seed 7.", "Labels: branch=main", "Native")
                    .doesNotContain("round 1 of");
            assertThat(command.errors().lines())
                    .allSatisfy(line -> assertThat(line).matches("(run|round) .*"))
                    .anySatisfy(line -> assertThat(line).matches("round 1 of 4 +host +native .* s +warm-up.*"));
            assertThat(json).content().contains("\"id\":\"" + id(table) + "\"");
            assertThat(markdown).content().startsWith("# Run " + id(table));
            assertThat(said("report")).isEqualTo(table);
            assertThat(said("report", id(table), "--format", "md")).isEqualTo(Files.readString(markdown));
        }
    }

    @Test
    void hasTheServiceMeasureThatHoldsTheDataFolder() throws IOException {
        setup.setting("mountmark.token", "s3cret");
        try (var program = setup.start()) {
            awaitAddress(program);
            try (var command = say(BRISK)) {
                assertThat(command.exitCode()).as(command.errors()).isZero();

                var id = id(command.output());
                assertThat(program.output()).doesNotContain("ERROR");
                assertThat(command.errors()).contains("run " + id + "  succeeded in ");
                assertThat(said("report", id)).isEqualTo(command.output());
                assertThat(said("runtimes").lines().filter(line -> !line.startsWith(" ")))
                        .containsExactly("host  Host", "linux  Linux");
            }
            // The same data folder, and no token: it is the service that answers.
            setup.setting("mountmark.token", "wrong");
            try (var stranger = say(BRISK)) {
                assertThat(stranger.exitCode()).isEqualTo(1);
                assertThat(stranger.errors()).contains("Authorization: expected Bearer and the token");
            }
        }
    }

    private void awaitAddress(Program program) {
        var line = program.uri("").resolve("/").toString().replaceFirst("/$", "") + "\n";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(folder.resolve("data/lock")).endsWith(line));
    }

    @Test
    void besideAServiceNoImageIsBuilt() throws IOException {
        try (var program = setup.start()) {
            awaitAddress(program);
            try (var command = say("workload", "image", "brisk")) {
                assertThat(command.exitCode()).isEqualTo(1);
                assertThat(command.output()).isEmpty();
                assertThat(command.errors())
                        .startsWith("mountmark: expected no service on the data folder")
                        .contains("got one at "
                                + program.uri("").resolve("/").toString().replaceFirst("/$", ""));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opensNoPort() throws IOException {
        try (var program = setup.start()) {
            assertThat(Sockets.listening(program.handle().pid())).isNotEmpty();
        }
        try (var command = say(SLOW)) {
            sleep.awaitBegin();

            assertThat(Sockets.listening(command.process().pid())).isEmpty();

            command.signal("TERM");
            command.exitCode();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void whoStopsItStopsTheRunAndLeavesNothing(String signal, int exitCode) throws IOException {
        try (var command = say(SLOW)) {
            sleep.awaitBegin();

            command.signal(signal);

            assertThat(command.exitCode()).as(command.errors()).isEqualTo(exitCode);
            assertThat(command.output()).contains("cancelled after");
            assertThat(command.errors()).doesNotContain("Exception").doesNotContain("\tat ");
            assertThat(sleep.processes()).isEmpty();
        }
        try (var program = setup.start()) {
            assertThat(program.get("/api/v1/runs").at("/runs/0/state").asText()).isEqualTo("cancelled");
            assertThat(program.work()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void whoStopsItStopsTheRunOfTheServiceAsWell(String signal, int exitCode) throws IOException {
        try (var program = setup.start()) {
            awaitAddress(program);
            try (var command = say(SLOW)) {
                sleep.awaitBegin();

                command.signal(signal);

                assertThat(command.exitCode()).as(command.errors()).isEqualTo(exitCode);
                assertThat(command.output()).contains("cancelled after");
                assertThat(sleep.processes()).isEmpty();
                assertThat(program.get("/api/v1/runs").at("/runs/0/state").asText())
                        .isEqualTo("cancelled");
                assertThat(program.work()).isEmpty();
            }
        }
    }

    @Test
    void canBeStoppedBeforeItHasBegun() throws IOException {
        try (var command = say(SLOW)) {
            command.signal("TERM");

            assertThat(command.exitCode()).isEqualTo(143);
            assertThat(sleep.processes()).isEmpty();
        }
    }

    @Test
    void aRunThatFailedSaysWhy() throws IOException {
        try (var command = say("run", "-w", "broken", "-s", "native", "--quick")) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.output()).contains("failed after", "no wool");
            assertThat(command.errors().lines().toList().getLast())
                    .matches("mountmark: run \\S+ failed: 1 of 1 benchmarks failed; .*");
        }
    }

    @Test
    void whatIsNotOfferedIsAMistakeOfWhoAsked() throws IOException {
        try (var command = say("run", "-w", "knit", "-s", "native")) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.output()).isEmpty();
            assertThat(command.errors())
                    .isEqualTo(
                            "mountmark: --workload: expected any of brisk, broken, npm-install, paced, slow, stat-files,"
                                    + " got knit\n");
        }
    }

    @Test
    void aRunIsWrittenInEveryForm() throws IOException {
        var table = said(
                "run",
                "-w",
                "brisk",
                "-s",
                "native",
                "--quick",
                "--export-csv",
                "run.csv",
                "--export-svg",
                "run.svg",
                "--export-hyperfine",
                "run.hyperfine.json");

        assertThat(folder.resolve("run.csv")).content().contains("brisk");
        assertThat(folder.resolve("run.svg")).content().startsWith("<svg");
        assertThat(folder.resolve("run.hyperfine.json")).content().contains("\"times\"");
        try (var program = setup.start()) {
            awaitAddress(program);
            assertThat(program.text("/api/v1/runs/" + id(table) + "/report.csv", "*/*"))
                    .isEqualTo(Files.readString(folder.resolve("run.csv")));
        }
    }

    @Test
    void itsOwnTableIsImportedByItselfAndByAService() throws IOException {
        said("run", "-w", "brisk", "-s", "native", "--quick", "--export-csv", "run.csv");

        assertThat(said("import", "run.csv")).matches("1 runs with \\d+ samples imported, 0 runs were here\n");
        try (var program = setup.start()) {
            awaitAddress(program);
            assertThat(said("import", "run.csv")).isEqualTo("0 runs with 0 samples imported, 1 runs were here\n");
        }
    }

    @Test
    void aSlowdownClosesTheGate() throws IOException {
        var paced = new String[] {"run", "-w", "paced", "-s", "native", "--quick"};
        Files.writeString(pace, "0.1");
        said(paced);
        Files.writeString(pace, "0.4");
        said(paced);

        try (var gate = say("compare", "--fail-if-slower", "10%")) {
            assertThat(gate.exitCode()).as(gate.errors()).isEqualTo(3);
            assertThat(gate.output()).startsWith("Before: run ").contains("After: run ");
            assertThat(gate.errors()).matches("mountmark: paced native on host took .* times as long as before .*\n");
        }
        assertThat(said("compare", "latest", "previous", "--fail-if-slower", "10%"))
                .startsWith("Before: run ");
    }

    @Test
    void whereNothingWasMeasuredThereIsNothingToReport() throws IOException {
        try (var command = say("report")) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.errors())
                    .isEqualTo("mountmark: expected at least 1 measured run, found 0; mountmark run makes one\n");
        }
    }

    @Test
    void aSettingCountsBehindTheCommandAsWell() throws IOException {
        try (var command = say("run", "-w", "brisk", "-Dmountmark.minimum-free-space=1000T", "-s", "native")) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.errors()).contains("mountmark.minimum-free-space");
        }
    }

    @Test
    void anySeriesIsJudgedWithoutDataFolderOrService() throws IOException {
        var numbers = IntStream.range(0, 40).mapToObj(i -> "night " + i + "," + ((i < 20 ? 100 : 120) + (i * 7) % 5));
        var series = folder.resolve("series.csv");
        Files.write(series, Stream.concat(Stream.of("run,seconds"), numbers).toList());

        assertThat(said("judge", series.toString(), "--column", "seconds", "--json"))
                .startsWith("{\"count\":40,")
                .contains("\"changePoints\":[{\"index\":20,\"before\":102.0,\"after\":122.0,");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
