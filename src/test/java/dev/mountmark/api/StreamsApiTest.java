package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class StreamsApiTest extends ApiTest {
    @Test
    void progressIsToldLineByLineAndEndsWithTheTable() {
        var answer = json(small()).accept("text/plain").post(RUNS).then();

        var id = answer.statusCode(202)
                .contentType("text/plain")
                .extract()
                .header("Location")
                .replaceFirst(".*/", "");
        assertThat(answer.extract().asString())
                .startsWith("run " + id + "  queued\n")
                .containsPattern("\nround 1 of 1  host  native +\\d+\\.\\d+ s\n")
                .contains("\nrun " + id + "  succeeded in ")
                .containsPattern("\nHost +Native +(\\d+\\.\\d+)  \\1-\\1  1 +\\1 +- +1\\.00 +█+\n")
                .contains("\nSystem information\n");
    }

    @Test
    void aRepeatedKeyGivesTheSameStreamAgain() {
        var key = UUID.randomUUID().toString();
        var first = json(small())
                .accept("text/plain")
                .header("Idempotency-Key", key)
                .post(RUNS)
                .asString();

        var again = json(small())
                .accept("text/plain")
                .header("Idempotency-Key", key)
                .post(RUNS)
                .asString();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aClientThatGoesAwayCancelsNothing() throws Exception {
        pace.hold();
        String id;
        try (var client = new Client("POST", RUNS, "Accept: text/plain", "Content-Type: application/json")) {
            client.send(small());
            id = client.until("queued").replaceFirst(".*run (\\S+) .*", "$1");
            pace.awaitHeld();
        }

        given().get(RUNS + "/" + id).then().body("state", equalTo("running"));
        pace.release();

        assertThat(ended(id).getString("state")).isEqualTo("succeeded");
    }

    @Test
    void eventsAreToldUntilTheRunHasEnded() throws Exception {
        pace.hold();
        var id = submit(small());
        pace.awaitHeld();
        List<String> lines;
        try (var client = new Client("GET", RUNS + "/" + id + "/events")) {
            client.send("");
            client.until(": still here");
            pace.release();
            lines = client.toTheEnd();
        }

        assertThat(lines).anyMatch(line -> line.startsWith("event: sample"));
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("data: "))
                        .toList()
                        .getLast())
                .contains("\"state\":\"succeeded\"");
    }

    @Test
    void eventsGoOnAfterTheLastOneThatIsKnown() {
        var id = submit(small());
        ended(id);
        var all = events(given().get(RUNS + "/" + id + "/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .extract()
                .asString());

        var later = events(given().header("Last-Event-ID", "3")
                .get(RUNS + "/" + id + "/events")
                .asString());

        assertThat(all).hasSize(5).first().asString().startsWith("id: 1\nevent: state\ndata: {");
        assertThat(later).containsExactlyElementsOf(all.subList(3, all.size()));
        given().header("Last-Event-ID", all.size())
                .get(RUNS + "/" + id + "/events")
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999999999999"})
    void anEventThatIsNoneIsSaid(String number) {
        var id = submit(small());

        given().header("Last-Event-ID", number)
                .get(RUNS + "/" + id + "/events")
                .then()
                .statusCode(400)
                .body("field", equalTo("Last-Event-ID"), "value", equalTo(number));
    }

    private static List<String> events(String stream) {
        return List.of(stream.split("\n\n")).stream()
                .filter(event -> !event.startsWith(":"))
                .toList();
    }

    /// A client that reads as it comes and hangs up when it likes.
    private static final class Client implements AutoCloseable {
        private final Socket socket = new Socket(root().getHost(), root().getPort());
        private final String head;
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Client(String method, String path, String... headers) throws Exception {
            head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream()
                                    .map(header -> header + "\r\n")
                                    .toList());
        }

        void send(String body) throws Exception {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            var text = head + "Content-Length: " + length + "\r\n\r\n" + body;
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        String until(String part) throws Exception {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains(part)) {
                    return line;
                }
            }
            throw new AssertionError("The stream ended before " + part);
        }

        List<String> toTheEnd() throws Exception {
            var lines = new ArrayList<String>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
            return lines;
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }
}
