package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// The packaged program as a process of its own, started as a user starts it: the jar, or the binary where one was
/// built.
public final class Program implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    private static final List<String> RESET = List.of("env", "--default-signal=INT");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path output;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    private Program(Process process, Path output, Path data) {
        this.process = process;
        this.output = output;
        this.data = data;
    }

    /// @param folder data folder, and where the output goes
    public static Setup in(Path folder) {
        return new Setup(folder);
    }

    /// What a start is told.
    public static final class Setup {
        private final Path folder;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> before = new ArrayList<>();
        private String packaged = System.getProperty("mountmark-test.program");
        private boolean copied;

        private Setup(Path folder) {
            this.folder = folder;
            settings.put("quarkus.http.port", "0");
            settings.put("mountmark.data-directory", folder.resolve("data").toString());
            // Tests measure on the host also where that is a container.
            setting("mountmark.native", "always");
            // Whatever engine the machine has is not ours to test with.
            setting("mountmark.discovery", false);
            setting("mountmark.runtimes.linux.endpoint", "unix://" + folder.resolve("no-engine.sock"));
            setting("mountmark.runtimes.linux.name", "Linux");
        }

        /// The engine that containers run on.
        Setup on(RealEngine engine) {
            return setting("mountmark.runtimes.linux.endpoint", engine.endpoint());
        }

        /// Another jar or binary than the one under test.
        Setup of(String program) {
            packaged = program;
            return this;
        }

        /// Workloads beside the built-in ones.
        Setup with(OwnWorkloads workloads) {
            workloads
                    .names()
                    .forEach(name -> setting(
                            "mountmark.workloads." + name + ".base-image",
                            System.getProperty("mountmark-test.base-image", "")));
            return setting("mountmark.workload-directories", workloads.folder());
        }

        public Setup setting(String name, Object value) {
            settings.put(name, value.toString());
            return this;
        }

        /// A command that starts the program as another user, or under a limit.
        public Setup under(String... command) {
            before.addAll(List.of(command));
            return this;
        }

        /// Runs a copy beside the data folder: the checkout may lie where another user may not look.
        Setup copied() {
            copied = true;
            return this;
        }

        /// Starts it and waits until it listens.
        public Program start() throws IOException {
            var program = launch();
            try {
                await().atMost(PATIENCE).until(() -> program.listening() || !program.process.isAlive());
                assertThat(program.process.isAlive()).as(program.output()).isTrue();
                return program;
            } catch (Throwable e) {
                program.close();
                throw e;
            }
        }

        /// Starts it and does not wait.
        public Program launch() throws IOException {
            var output = Files.createTempFile(folder, "output", ".log");
            var process = builder()
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Program(process, output, folder.resolve("data"));
        }

        /// The program with its settings and words behind them.
        ProcessBuilder builder(String... words) throws IOException {
            // Whoever runs the tests in the background has them ignore Ctrl-C, and so would the program.
            var command = new ArrayList<>(Files.exists(Path.of("/proc/self")) ? RESET : List.<String>of());
            command.addAll(before);
            var program = copied ? Commands.copy(Path.of(packaged), folder).toString() : packaged;
            var jar = program.endsWith(".jar");
            command.add(
                    jar
                            ? Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString()
                            : program);
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            if (jar) {
                command.addAll(List.of("-jar", program));
            }
            command.addAll(List.of(words));
            return new ProcessBuilder(command).directory(folder.toFile());
        }
    }

    /// What its containers, volumes, images and folders are labelled with.
    String instance() {
        try {
            return Files.readString(data.resolve("instance")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What lies in its work directory.
    List<Path> work() {
        var work = data.resolve("work");
        try (var paths = Files.exists(work) ? Files.walk(work) : Stream.<Path>empty()) {
            return paths.filter(path -> !path.equals(work)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// All it has printed so far.
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for its own end.
    public int exitCode() {
        try {
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("still alive\n" + output() + threads(), e);
        }
        return process.exitValue();
    }

    /// Where each thread stands, virtual ones too, for a program that hangs; nothing of the binary.
    private String threads() {
        var dump = data.resolveSibling("threads.txt");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(process.pid());
        try {
            Commands.run(jcmd, pid, "Thread.dump_to_file", "-overwrite", dump.toString());
            return Commands.run(jcmd, pid, "Thread.print", "-l") + Files.readString(dump);
        } catch (IOException | AssertionError e) {
            return "no threads: " + e;
        }
    }

    /// As a power cut would.
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /// As an administrator would.
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        terminate();
        try {
            exitCode();
        } finally {
            process.destroyForcibly();
        }
    }

    public URI uri(String path) {
        var found = LISTENING.matcher(output());
        assertThat(found.find()).as(output()).isTrue();
        return URI.create(found.group(1)).resolve(path);
    }

    public JsonNode get(String path) {
        var response = send(HttpRequest.newBuilder(uri(path)).GET());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body());
    }

    public String text(String path, String accept) {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).GET())
                .body();
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /// Submits a run: its id.
    public String submit(String body) {
        var response = post("/api/v1/runs", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response.body()).get("id").asText();
    }

    public JsonNode run(String id) {
        return get("/api/v1/runs/" + id);
    }

    /// The run as it is when it has come to an end.
    public JsonNode ended(String id, Duration atMost) {
        return await().atMost(atMost).until(() -> run(id), run -> run.hasNonNull("endedAt"));
    }

    /// Submits a run and listens to its text until the answer ends, in whatever way.
    CompletableFuture<HttpResponse<String>> follow(String body) {
        return client.sendAsync(
                HttpRequest.newBuilder(uri("/api/v1/runs"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String metrics() {
        return text("/q/metrics", "text/plain");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new IllegalStateException(output() + threads(), e);
        } catch (IOException e) {
            throw new IllegalStateException(output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean listening() {
        return LISTENING.matcher(output()).find();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
