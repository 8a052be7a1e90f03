package dev.mountmark.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mountmark.benchmark.Instance;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An API server that gives the answers that a real one gave, in turn, the last of them for ever, and keeps what it was
/// asked. What it was not told of is not found.
final class FakeApiServer implements AutoCloseable {
    static final Instance INSTANCE = new Instance("0123456789abcdef", "test-host");
    static final String NAMESPACE = "/api/v1/namespaces/jobs/";
    static final String JOBS = "/apis/batch/v1/namespaces/jobs/jobs";

    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpServer server;
    private final KubernetesClient client;

    private record Answer(int status, String body) {}

    FakeApiServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    Cluster cluster() {
        return new Cluster(client, "jobs", "test", false);
    }

    /// @param request its method and path: `GET /api/v1/nodes`
    synchronized void answers(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    /// @param kind of its items: `Pod`
    void lists(String path, String kind, String... items) {
        answers("GET " + path, 200, """
                {"apiVersion": "v1", "kind": "%sList", "metadata": {}, "items": [%s]}""".formatted(kind, String.join(",", items)));
    }

    /// Method, path and query of each, in order.
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var request = exchange.getRequestMethod() + " " + uri.getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var given = next(
                request,
                request
                        + (uri.getRawQuery() == null
                                ? ""
                                : "?" + URLDecoder.decode(uri.getRawQuery(), StandardCharsets.UTF_8))
                        + (body.isEmpty() ? "" : " " + body));
        var bytes = given.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        // Else the client may ask again by a connection that this server is about to close.
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(given.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized Answer next(String request, String whole) {
        asked.add(whole);
        var queue = answers.get(request);
        if (queue == null) {
            return new Answer(404, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "not found", "code": 404}""");
        }
        return queue.size() == 1 ? queue.getFirst() : queue.removeFirst();
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
