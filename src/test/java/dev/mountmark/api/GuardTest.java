package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ApiProfile.class)
class GuardTest extends ApiTest {
    @ParameterizedTest
    @ValueSource(strings = {RUNS, "/q/metrics", "/q/health/live", "/q/openapi", "/", "/nothing"})
    void aForeignHostIsRefusedEverywhere(String path) {
        given().header("Host", "evil.example")
                .get(path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("field", equalTo("Host"), "value", equalTo("evil.example"))
                .body("detail", containsString("mountmark.allowed-hosts"));
    }

    @Test
    void aHostThatIsAllowedIsServed() {
        given().header("Host", "bench.example:8443").get(RUNS).then().statusCode(200);
    }

    @Test
    void aPageOfAnotherOriginSubmitsNothing() {
        var before = (int) given().get(RUNS).path("runs.size()");

        json(small())
                .header("Origin", "http://evil.example")
                .post(RUNS)
                .then()
                .statusCode(403)
                .body("field", equalTo("Origin"));
        given().header("Origin", "null").post(RUNS).then().statusCode(403);
        given().header("Origin", "http://localhost:1").get(RUNS).then().statusCode(403);

        given().get(RUNS).then().body("runs.size()", equalTo(before));
    }

    @Test
    void aPageOfTheSameOriginMaySubmit() {
        pace.hold();

        json(small())
                .header("Origin", "http://" + root().getAuthority())
                .header("Host", root().getAuthority())
                .post(RUNS)
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/xml", "application/jsonx"})
    void aBodyThatIsNotJsonIsRefused(String type) {
        given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(type, io.restassured.http.ContentType.TEXT)))
                .contentType(type)
                .body("x=1")
                .post(RUNS)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("field", equalTo("Content-Type"), "detail", containsString("expected application/json"));
    }

    @Test
    void aBodyWithoutATypeIsRefused() throws Exception {
        assertThat(raw("POST " + RUNS
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415 ")
                .contains("Content-Type: expected application/json, got none");
    }

    @Test
    void aLargeBodyIsRefused() throws Exception {
        var large = "{\"labels\": {" + " ".repeat(70_000) + "}}";

        json(large).post(RUNS).then().statusCode(413).contentType("application/problem+json");
        assertThat(raw("POST " + RUNS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "expected at most 65536 bytes");
    }

    @Test
    void aRequestWithoutHostOrWithTwoIsRefused() throws Exception {
        assertThat(raw("GET " + RUNS + " HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(raw("GET " + RUNS
                        + " HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4\\d\\d .*");
        assertThat(raw("GET " + RUNS + " HTTP/1.0\r\n\r\n")).matches("(?s)HTTP/1.\\d 4\\d\\d .*");
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404",
        "/nothing, 404",
        "/api/v1, 404",
        "/api/v1/nothing, 404",
        "/api/v2/runs, 404",
        "/q/nothing, 404"
    })
    void whereNothingIsThatIsSaid(String path, int status) {
        given().get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString("/q/openapi"));
    }

    @Test
    void anotherMethodIsRefusedWithThoseThereAre() {
        var description = given().accept("application/json").get("/q/openapi").jsonPath();
        Map<String, Map<String, Object>> paths = description.getMap("paths");
        paths.forEach((path, operations) -> {
            var there = new TreeSet<>(operations.keySet());
            there.retainAll(Set.of("get", "post", "put", "delete", "patch"));
            var filled = path.replace("{id}", "20261123t004512-zzzzzz").replace("{suffix}", "txt");
            var allowed = given().put(filled)
                    .then()
                    .statusCode(405)
                    .contentType("application/problem+json")
                    .extract()
                    .header("Allow");
            there.forEach(method -> assertThat(allowed).as(path).contains(method.toUpperCase(java.util.Locale.ROOT)));
            assertThat(allowed.contains("POST")).as(path).isEqualTo(there.contains("post"));
            assertThat(allowed.contains("DELETE")).as(path).isEqualTo(there.contains("delete"));
            assertThat(allowed.contains("GET")).as(path).isEqualTo(there.contains("get"));
        });
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket(root().getHost(), root().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
