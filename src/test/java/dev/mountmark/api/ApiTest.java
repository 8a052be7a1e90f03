package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// What tests of the API have in common: a client, commands that can be held, and no run left when they end. They speak
/// HTTP only, so that each runs on the service in this process and on the packaged program.
abstract class ApiTest {
    static final String RUNS = "/api/v1/runs";
    static final List<String> ENDS = List.of("succeeded", "failed", "cancelled", "interrupted");

    final Pace pace = Pace.here();

    /// `localhost` and the port of this test.
    static URI root() {
        return URI.create("http://localhost:" + RestAssured.port);
    }

    @AfterEach
    void endAllRuns() {
        pace.release();
        List<String> open = given().queryParam("state", "queued", "running", "cancelling")
                .get(RUNS)
                .jsonPath()
                .getList("runs.id");
        open.forEach(id -> given().post(RUNS + "/" + id + "/cancel"));
        open.forEach(ApiTest::ended);
    }

    /// One round of one benchmark.
    static String small(String... more) {
        return """
               {"workloads": ["touch"], "scenarios": ["native"], %s
                "plan": {"maximumSamples": 1, "minimumSamples": 1, "warmupRounds": 0, "seed": 1}}
               """.formatted(String.join("", more));
    }

    static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    static String submit(String body) {
        return json(body).post(RUNS).then().statusCode(202).extract().path("id");
    }

    static JsonPath ended(String id) {
        return await().until(
                        () -> given().get(RUNS + "/" + id).jsonPath(), run -> ENDS.contains(run.getString("state")));
    }
}
