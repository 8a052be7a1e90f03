package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.api.ForeignQuery;
import dev.mountmark.benchmark.BuiltImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Has the work done by the service that holds the data folder.
///
/// @param service where it is called
/// @param token what it wants to know, absent when it wants nothing
record OtherProcess(URI service, Optional<String> token) implements Service {
    private static final String ROOT = "/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_REFUSAL = 400;
    private static final int CONFLICT = 409;
    /// Of series: as many as there may be at once.
    private static final int PAGE = 500;
    private static final String RUNS = "/runs";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// Longer than engines are given to say what they offer.
    private static final Duration ANSWER = Duration.ofMinutes(1);
    /// Longer than a stream is ever silent.
    private static final Duration STREAM = Duration.ofMinutes(6);

    @Override
    public JsonNode measure(byte[] request, OutputStream transcript) throws IOException, Refused {
        try (var interruption = new Interruption(this::cancel)) {
            var stream = submit(request);
            var id = id(stream);
            interruption.submitted(id);
            try (var lines = stream.getInputStream()) {
                lines.transferTo(transcript);
            }
            return JSON.readTree(get(RUNS + "/" + id));
        }
    }

    private HttpURLConnection submit(byte[] request) throws IOException, Refused {
        var connection = connection(RUNS, "text/plain");
        connection.setReadTimeout((int) STREAM.toMillis());
        connection.setRequestMethod("POST");
        // A connection that breaks before the answer is tried once more by the JDK: that must not be a second run.
        connection.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try {
            connection.getOutputStream().write(request);
            refuse(connection);
            return connection;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static String id(HttpURLConnection connection) {
        var location = String.valueOf(connection.getHeaderField("Location"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void cancel(String run) throws IOException, Refused {
        var connection = connection(RUNS + "/" + run + "/cancel", "application/json");
        connection.setRequestMethod("POST");
        refuse(connection);
    }

    @Override
    public JsonNode runs(Set<String> states, int limit) throws IOException, Refused {
        var filter = new StringBuilder();
        states.forEach(state -> filter.append("&state=").append(state));
        return JSON.readTree(get(RUNS + "?limit=" + limit + filter));
    }

    @Override
    public byte[] report(String id, String suffix) throws IOException, Refused {
        return get(RUNS + "/" + word(id) + "/report." + word(suffix));
    }

    @Override
    public byte[] comparison(String before, String after, String suffix) throws IOException, Refused {
        return get("/comparison." + word(suffix) + "?before=" + word(before) + "&after=" + word(after));
    }

    @Override
    public JsonNode importHyperfine(byte[] file, ForeignQuery query) throws IOException, Refused {
        return importFile("/history/hyperfine", "application/json", file, query);
    }

    @Override
    public JsonNode importCsv(byte[] file, ForeignQuery query) throws IOException, Refused {
        return importFile("/history/csv", "text/csv", file, query);
    }

    private JsonNode importFile(String path, String type, byte[] file, ForeignQuery query) throws IOException, Refused {
        var said = new ArrayList<String>();
        Optional.ofNullable(query.host()).ifPresent(host -> said.add("host=" + word(host)));
        Optional.ofNullable(query.at()).ifPresent(at -> said.add("at=" + word(at)));
        query.labels().forEach(label -> said.add("label=" + word(label)));
        var connection = connection(path + "?" + String.join("&", said), "application/json");
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", type);
        connection.setDoOutput(true);
        try {
            connection.getOutputStream().write(file);
            refuse(connection);
            return JSON.readTree(connection.getInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    /// Whatever somebody typed in the place of an id.
    private static String word(String typed) {
        return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public JsonNode series(Set<String> states) throws IOException, Refused {
        var all = JSON.createObjectNode();
        var series = all.putArray("series");
        var filter = states.stream().map(state -> "&state=" + word(state)).collect(Collectors.joining());
        var next = "/series?limit=" + PAGE + filter;
        while (!next.isEmpty()) {
            var page = JSON.readTree(get(next));
            page.path("series").forEach(series::add);
            next = page.path("next").asText().replaceFirst("^" + ROOT, "");
        }
        return all;
    }

    @Override
    public JsonNode runtimes(List<String> probe) throws IOException, Refused {
        return JSON.readTree(get("/runtimes"
                + probe.stream()
                        .map(slug -> "&probe=" + word(slug))
                        .collect(Collectors.joining())
                        .replaceFirst("^&", "?")));
    }

    @Override
    public BuiltImage workloadImage(
            String workload, Optional<String> runtime, Optional<Path> file, Consumer<String> progress) throws Refused {
        throw new Refused(
                CONFLICT,
                "expected no service on the data folder, as what is built beside it would be measured along with its"
                        + " samples, got one at " + service
                        + "; end it for as long, or take the image that its runs of "
                        + workload + " have left in the engine: docker save -o FILE mountmark/" + workload);
    }

    private byte[] get(String path) throws IOException, Refused {
        var connection = connection(path, "*/*");
        try {
            refuse(connection);
            return connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connection(String path, String accept) throws IOException {
        var connection =
                (HttpURLConnection) service.resolve(ROOT + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setRequestProperty("Accept", accept);
        token.ifPresent(word -> connection.setRequestProperty("Authorization", "Bearer " + word));
        return connection;
    }

    private static void refuse(HttpURLConnection connection) throws IOException, Refused {
        var status = connection.getResponseCode();
        if (status >= FIRST_REFUSAL) {
            throw new Refused(status, detail(connection, status));
        }
    }

    private static String detail(HttpURLConnection connection, int status) throws IOException {
        try (var stream = connection.getErrorStream()) {
            var text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var problem = JSON.readTree(text);
            return problem.path("detail").asText(problem.path("title").asText("status " + status));
        }
    }

    private IOException unreachable(IOException cause) {
        return new IOException(
                "expected the service that holds the data folder at " + service + ", got: " + cause.getMessage(),
                cause);
    }
}
