package dev.mountmark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.dockerjava.api.DockerClient;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.mountmark.RecordingProxy.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A native program loses what it was not told to keep, without a word: a request to the engine may come out empty. So
/// the same work is done by the binary and on the JVM, and what they ask of a real engine is compared.
@Tag("program")
class SameRequestsIT {
    /// Every command that is used, and how its request is recognised.
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("versionCmd", "GET .*/version"),
            Map.entry("infoCmd", "GET .*/info"),
            Map.entry("pullImageCmd", "POST .*/images/create.*"),
            Map.entry("buildImageCmd", "POST .*/build\\?.*"),
            Map.entry("inspectImageCmd", "GET .*/images/[^?]*/json"),
            Map.entry("saveImageCmd", "GET .*/images/[^?]*/get"),
            Map.entry("listImagesCmd", "GET .*/images/json.*"),
            Map.entry("removeImageCmd", "DELETE .*/images/.*"),
            Map.entry("createContainerCmd", "POST .*/containers/create.*"),
            Map.entry("startContainerCmd", "POST .*/containers/[^/]*/start"),
            Map.entry("inspectContainerCmd", "GET .*/containers/[^/]*/json"),
            Map.entry("listContainersCmd", "GET .*/containers/json.*"),
            Map.entry("killContainerCmd", "POST .*/containers/[^/]*/kill.*"),
            Map.entry("removeContainerCmd", "DELETE .*/containers/.*"),
            Map.entry("copyArchiveFromContainerCmd", "(POST|GET) .*/containers/[^/]*/archive.*"),
            Map.entry("execCreateCmd", "POST .*/containers/[^/]*/exec"),
            Map.entry("execStartCmd", "POST .*/exec/[^/]*/start"),
            Map.entry("inspectExecCmd", "GET .*/exec/[^/]*/json"),
            Map.entry("createVolumeCmd", "POST .*/volumes/create"),
            Map.entry("listVolumesCmd", "GET .*/volumes.*"),
            Map.entry("removeVolumeCmd", "DELETE .*/volumes/.*"));

    /// Asked only where files of other users are left; [ForeignFilesIT] has the binary ask it.
    private static final Set<String> ELSEWHERE = Set.of("waitContainerCmd");

    /// Ends its container, and nothing on a host.
    private static final String END = "if [ -e /mountmark/tree ]; then kill -TERM 1; sleep 5; fi";

    private static final Pattern FILTERS = Pattern.compile("filters=([^&]*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyCommandThatIsUsedIsListed() {
        var used = new ClassFileImporter()
                .importPackages("dev.mountmark.docker").stream()
                        .filter(one -> !one.getSource()
                                .orElseThrow()
                                .getUri()
                                .toString()
                                .contains("test-classes"))
                        .flatMap(one -> one.getMethodCallsFromSelf().stream())
                        .filter(call -> assignableTo(DockerClient.class).test(call.getTargetOwner()))
                        .map(call -> call.getTarget().getName())
                        .filter(name -> name.endsWith("Cmd"))
                        .collect(Collectors.toCollection(TreeSet::new));

        var listed = new TreeSet<>(COMMANDS.keySet());
        listed.addAll(ELSEWHERE);
        assertThat(used).isEqualTo(listed);
    }

    @Test
    void theBinaryAsksTheEngineTheSameAsTheJar() throws IOException {
        var engine = RealEngine.given();
        var jar = System.getProperty("mountmark-test.jar");
        var program = System.getProperty("mountmark-test.program");
        Assumptions.assumeFalse(program.equals(jar), "compares a binary: run by ./mvnw verify -Dnative");
        Assumptions.assumeTrue(Files.exists(Path.of(jar)), "the jar is not built");

        var binary = asked(engine, program);
        var jvm = asked(engine, jar);

        COMMANDS.forEach((command, form) -> assertThat(binary)
                .as(command)
                .anyMatch(request -> request.lines().findFirst().orElseThrow().matches(form)));
        assertThat(binary).isEqualTo(jvm);
    }

    private Set<String> asked(RealEngine engine, String packaged) throws IOException {
        var place = Files.createTempDirectory(folder, "p");
        var sleep = Sleep.unique();
        var workloads = OwnWorkloads.in(place)
                .brisk()
                .slow(sleep)
                .hoarder()
                .add("missing", ":")
                .add("ending", END);
        try (var proxy = new RecordingProxy(engine.endpoint(), place.resolve("proxy.sock"))) {
            var setup = Program.in(place)
                    .of(packaged)
                    .with(workloads)
                    .setting("mountmark.runtimes.linux.endpoint", proxy.endpoint())
                    .setting("mountmark.workloads.missing.base-image", "localhost:1/nothing:1")
                    .setting("mountmark.minimum-free-space", 0);
            measure(setup, sleep);
            try (var command = Spoken.of(setup, place, "workload", "image", "brisk", "--export", "brisk.tar")) {
                assertThat(command.exitCode()).as(command.errors()).isZero();
            }
            return proxy.requests().stream()
                    .map(request -> words(request, place))
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            engine.removeImagesOf(place);
        }
    }

    private static void measure(Program.Setup setup, Sleep sleep) throws IOException {
        try (var program = setup.start()) {
            for (var work : new String[] {
                "\"brisk\"], \"scenarios\": [\"no-volumes\", \"bind-mount-volume\", \"bind-mount\"",
                "\"hoarder\"], \"scenarios\": [\"no-volumes\"",
                "\"missing\"], \"scenarios\": [\"no-volumes\"",
                "\"ending\"], \"scenarios\": [\"no-volumes\""
            }) {
                program.ended(program.submit(plan(work)), Duration.ofMinutes(2));
            }
            var slow = program.submit(plan("\"slow\"], \"scenarios\": [\"no-volumes\""));
            sleep.awaitBegin();
            program.post("/api/v1/runs/" + slow + "/cancel", "");
            program.ended(slow, Duration.ofMinutes(1));
        }
    }

    private static String plan(String work) {
        return """
               {"workloads": [%s], "plan": {"warmupRounds": 0, "minimumSamples": 1, "maximumSamples": 1, "seed": 1}}
               """.formatted(work);
    }

    /// Without what differs from run to run, or with the folder: ids, digests, times.
    private static String words(Request request, Path place) {
        var headers = new TreeMap<>(request.headers());
        headers.remove("content-length");
        // With the HTTP client's version on the JVM only.
        headers.remove("user-agent");
        return (line(request) + "\n" + headers + "\n" + body(request))
                .replace(place.toString(), "<folder>")
                .replaceAll("\\d{8}t\\d{6}-[a-z0-9]{6}", "<run>")
                .replaceAll("(<run>-\\d+-)[0-9a-z]+", "$1<nonce>")
                .replaceAll("[0-9a-f]{8,64}", "<hex>")
                .replaceAll("\\d{10,}", "<number>");
    }

    private static String body(Request request) {
        try {
            if (request.headers().getOrDefault("content-type", "").contains("json")) {
                return request.body().length == 0 ? "" : json(request.body());
            }
            return request.line().contains("/build?") ? entries(request.body()) : new String(request.body(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(request.line(), e);
        }
    }

    /// The values of a filter have no order.
    private static String line(Request request) {
        return FILTERS.matcher(request.line()).replaceAll(found -> {
            var values = Stream.of(URLDecoder.decode(found.group(1), UTF_8).split("[\\[\\],]"));
            return Matcher.quoteReplacement("filters=" + values.sorted().toList());
        });
    }

    /// Neither the members of an object nor variables have an order.
    private static String json(byte[] body) throws IOException {
        var json = JSON.readTree(body);
        if (json.path("Env") instanceof ArrayNode variables) {
            var sorted = new TreeSet<String>();
            variables.forEach(variable -> sorted.add(variable.asText()));
            variables.removeAll();
            sorted.forEach(variables::add);
        }
        return JSON.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(JSON.convertValue(json, Object.class));
    }

    private static String entries(byte[] tar) throws IOException {
        var entries = new ArrayList<String>();
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add("%s %o %d".formatted(entry.getName(), entry.getMode(), entry.getSize()));
            }
        }
        return String.join("\n", entries);
    }
}
