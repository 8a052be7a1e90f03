package dev.mountmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A socket in front of an engine's, that keeps every request on its way.
final class RecordingProxy implements AutoCloseable {
    /// A request as it was sent.
    ///
    /// @param line method, path and query
    /// @param headers by name in lower case
    /// @param body without the marks of its transfer
    record Request(String line, Map<String, String> headers, byte[] body) {}

    private final URI engine;
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    RecordingProxy(URI engine, Path socket) throws IOException {
        this.engine = engine;
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("unix://" + socket);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, which is how it ends.
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                var there = SocketChannel.open(UnixDomainSocketAddress.of(engine.getPath()))) {
            Thread.ofVirtual().start(() -> answer(there, client));
            var in = new BufferedInputStream(Channels.newInputStream(client));
            var out = Channels.newOutputStream(there);
            for (var request = request(in, out); request != null; request = request(in, out)) {
                requests.add(request);
                if (request.headers().containsKey("upgrade")) {
                    in.transferTo(out);
                }
            }
        } catch (IOException _) {
            // Either side hung up: so does the other.
            return;
        }
    }

    private static void answer(SocketChannel there, SocketChannel client) {
        try (client) {
            Channels.newInputStream(there).transferTo(Channels.newOutputStream(client));
        } catch (IOException _) {
            return;
        }
    }

    /// Passes one request on; null where there is none any more.
    private static @Nullable Request request(InputStream in, OutputStream out) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        var head = new StringBuilder(line).append("\r\n");
        var headers = new TreeMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            head.append(header).append("\r\n");
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        var body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in, out)
                : fixed(in, out, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        out.flush();
        return new Request(line.replace(" HTTP/1.1", ""), headers, body);
    }

    private static byte[] fixed(InputStream in, OutputStream out, int length) throws IOException {
        var body = in.readNBytes(length);
        out.write(body);
        return body;
    }

    private static byte[] chunks(InputStream in, OutputStream out) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in);
            out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            body.write(fixed(in, out, Integer.parseInt(size, 16)));
            out.write((line(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (size.equals("0")) {
                return body.toByteArray();
            }
        }
    }

    /// Without its end.
    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            bytes.write(c);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public String toString() {
        return requests.stream().map(Request::line).collect(Collectors.joining("\n"));
    }
}
