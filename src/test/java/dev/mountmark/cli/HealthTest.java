package dev.mountmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int command(String... arguments) {
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Commands.execute(List.of(arguments), new Terminal(stream, stream, false, false), (task, terminal) -> {
            throw new AssertionError("asks nobody else");
        });
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"200, 0, ready", "503, 1, 'not ready, status 503'"})
    void theExitCodeSaysWhetherTheServiceIsReady(int status, int exitCode, String words) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            var service = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(command("health", service)).isEqualTo(exitCode);
            assertThat(printed()).isEqualTo(service + "/q/health/ready: " + words + System.lineSeparator());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whereNobodyListensTheAddressIsNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(command("health", "http://127.0.0.1:" + port)).isEqualTo(1);
        assertThat(printed()).startsWith("health: expected a service at http://127.0.0.1:" + port + ", got: ");
    }

    @ParameterizedTest
    @CsvSource({
        "health nowhere, 'health: expected an address like http://127.0.0.1:8080, got nowhere'",
        "health ftp://host, got ftp://host",
        "health http://127.0.0.1:1 twice, Unmatched argument at index 2"
    })
    void whatIsNoAddressIsRefused(String line, String words) {
        assertThat(command(line.split(" "))).isEqualTo(2);
        assertThat(printed()).contains(words);
    }
}
