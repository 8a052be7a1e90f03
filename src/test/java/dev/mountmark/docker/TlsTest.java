package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An engine behind TLS that knows one answer, with real certificates.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final String VERSION = "{\"ApiVersion\":\"1.44\",\"MinAPIVersion\":\"1.24\"}";

    private final List<ServerSocket> servers = new ArrayList<>();
    private Path folder;
    private Certificates certificates;

    @BeforeAll
    void makeCertificates(@TempDir Path folder) throws Exception {
        this.folder = folder;
        certificates = Certificates.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        for (var server : servers) {
            server.close();
        }
        servers.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesProveWhoTheyAre(String protocol) throws Exception {
        var port = engine("engine", protocol);

        try (var engine = Engine.open(endpoint(port, tls("ca", "client")))) {
            assertThat(engine.version()).hasToString("1.44");
        }
    }

    @Test
    void aCertificateOfAnotherCaIsToldSo() throws Exception {
        assertThat(refusal(engine("engine", "TLSv1.3"), tls("other-ca", "client")))
                .contains(
                        "wrong CA: expected a certificate signed by the CA in " + certificates.certificate("other-ca"));
    }

    @Test
    void aCertificateThatHasExpiredIsToldSo() throws Exception {
        assertThat(refusal(engine("expired", "TLSv1.3"), tls("ca", "client"))).contains("expired certificate: ");
    }

    @Test
    void aCertificateOfAnotherHostIsToldSo() throws Exception {
        assertThat(refusal(engine("elsewhere", "TLSv1.3"), tls("ca", "client")))
                .contains("wrong host name: expected a certificate for localhost")
                .contains("elsewhere.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientOfAnotherCaIsToldSo(String protocol) throws Exception {
        assertThat(refusal(engine("engine", protocol), tls("ca", "stranger")))
                .contains("client certificate refused")
                .doesNotContain("wrong CA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientWithoutACertificateIsToldSo(String protocol) throws Exception {
        assertThat(refusal(engine("engine", protocol), tls("ca", null))).contains("client certificate refused");
    }

    @Test
    void aPortWithoutTlsIsToldSo() throws Exception {
        var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        servers.add(server);
        Thread.ofVirtual().start(() -> refuse(server));

        assertThat(refusal(server.getLocalPort(), tls("ca", "client"))).contains("no TLS as we speak it");
    }

    @Test
    void aHandshakeThatHangsEndsByTheDeadline() throws Exception {
        var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        servers.add(server);
        var begin = Instant.now();

        var thrown = catchThrowableOfType(
                MeasuringException.class,
                () -> Engine.open(endpoint(server.getLocalPort(), tls("ca", "client")))
                        .close());

        assertThat(thrown.failure().category()).isEqualTo(Category.DEADLINE);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        var missing = folder.resolve("missing.pem");

        var ca = refusal(1, new Tls(missing, null, null));
        var key = refusal(1, new Tls(null, certificates.certificate("client"), missing));

        assertThat(ca).startsWith("tls: ca: expected a file that can be read, got " + missing);
        assertThat(key).startsWith("tls: key: expected a file that can be read, got " + missing);
    }

    @Test
    void filesThatHoldSomethingElseAreNamed() throws Exception {
        var notes = Files.writeString(folder.resolve("notes.pem"), "notes\n");

        var ca = refusal(1, new Tls(notes, null, null));
        var key = refusal(1, new Tls(null, certificates.certificate("client"), notes));
        var alone = refusal(1, new Tls(null, certificates.certificate("client"), null));

        assertThat(ca).startsWith("tls: ca: expected").contains(notes.toString());
        assertThat(key).startsWith("tls: expected a certificate in ").contains(notes.toString());
        assertThat(alone)
                .startsWith("tls: expected certificate and key, got only " + certificates.certificate("client"));
    }

    private Tls tls(String ca, @Nullable String client) {
        return new Tls(
                certificates.certificate(ca),
                client == null ? null : certificates.certificate(client),
                client == null ? null : certificates.key(client));
    }

    private static Endpoint endpoint(int port, Tls tls) {
        return new Endpoint(
                new Runtime(new Slug("far"), "Far"),
                new Access.Tcp("localhost", port, tls),
                Path.of("/work"),
                "/work",
                List.of(),
                Engines.NO_HINTS);
    }

    private static String refusal(int port, Tls tls) {
        return String.valueOf(catchThrowableOfType(
                        MeasuringException.class,
                        () -> Engine.open(endpoint(port, tls)).close())
                .getMessage());
    }

    private int engine(String alias, String protocol) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificates.only(alias), certificates.password());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates.trusting("ca"));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        server.setEnabledProtocols(new String[] {protocol});
        return listening(server).getLocalPort();
    }

    private ServerSocket listening(ServerSocket server) {
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> answer(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return server;
    }

    private static void refuse(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readAllBytes();
        } catch (IOException over) {
            // The client has understood.
            return;
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    var answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + VERSION.length() + "\r\n\r\n" + VERSION;
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                }
            }
        } catch (IOException refused) {
            // The client's side is what is tested.
            return;
        }
    }
}
