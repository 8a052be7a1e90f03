package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiProfile.class)
class HistoryApiTest extends ApiTest {
    private static final String HISTORY = "/api/v1/history.ndjson";
    private static final String LINES = "application/x-ndjson";

    private static RequestSpecification text(String text) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(LINES, ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(LINES)
                .body(text);
    }

    @Test
    void whatIsExportedIsKnownHereAndChangesNothing() {
        var id = submit(small());
        ended(id);
        var history = given().get(HISTORY)
                .then()
                .statusCode(200)
                .contentType(startsWith(LINES))
                .extract()
                .asString();

        assertThat(history)
                .startsWith("{\"type\":\"mountmark-history\",\"version\":1}\n")
                .contains("\"" + id + "\"");
        text(history)
                .post(HISTORY)
                .then()
                .statusCode(200)
                .body("runs", equalTo(0), "samples", equalTo(0), "verdicts", equalTo(0))
                .body("knownRuns", equalTo(lines("run", history)), "knownVerdicts", equalTo(lines("verdict", history)));
        assertThat(given().get(HISTORY).asString()).isEqualTo(history);
    }

    private static int lines(String type, String history) {
        return (int) history.lines()
                .filter(line -> line.startsWith("{\"type\":\"" + type + "\""))
                .count();
    }

    @Test
    void aRunOfAnotherHostComesInAndIsJudged() {
        ended(submit(small()));
        var lines = given().get(HISTORY).asString().lines().toList();
        var moved = lines.stream()
                .filter(line -> line.startsWith("{\"type\":\"run\"") && line.contains("\"word\":\"succeeded\""))
                .findFirst()
                .orElseThrow()
                .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"20201123t004512-moved1\"")
                .replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"elsewhere\"");

        text(lines.getFirst() + "\n" + moved + "\n")
                .post(HISTORY)
                .then()
                .statusCode(200)
                .body("runs", equalTo(1));

        given().get(RUNS + "/20201123t004512-moved1").then().statusCode(200).body("host", equalTo("elsewhere"));
        given().queryParam("host", "elsewhere")
                .get("/api/v1/series")
                .then()
                .body("series[0].time.newestRun", equalTo("20201123t004512-moved1"));
    }

    @Test
    void oneIsImportedAtATime() throws Exception {
        var head = "{\"type\":\"mountmark-history\",\"version\":1}\n";
        try (var slow = new Socket("localhost", RestAssured.port)) {
            slow.getOutputStream()
                    .write(("POST " + HISTORY + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + LINES
                                    + "\r\nContent-Length: 9999\r\n\r\n" + head)
                            .getBytes(StandardCharsets.UTF_8));
            await().until(() -> text(head).post(HISTORY).statusCode() == 409);
            text(head)
                    .post(HISTORY)
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("10"))
                    .body("detail", containsString("one import at a time"));
        }
        await().until(() -> text(head).post(HISTORY).statusCode() == 200);
    }

    @Test
    void aBrokenLineIsNamed() {
        text("{\"type\":\"mountmark-history\",\"version\":1}\n{\"type\":\"run\"}\n")
                .post(HISTORY)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", startsWith("line 2"), "detail", containsString("expected"));
    }

    @Test
    void onlyLinesOfJsonAreTaken() {
        json("{}").post(HISTORY).then().statusCode(415).body("detail", containsString("expected application/x-ndjson"));
        text("{}").post(RUNS).then().statusCode(415).body("detail", containsString("expected application/json"));
        given().delete(HISTORY).then().statusCode(405).header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    }
}
