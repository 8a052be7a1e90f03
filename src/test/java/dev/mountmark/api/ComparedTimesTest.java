package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.mountmark.run.FakeSandboxes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What needs an engine that obeys: a benchmark that becomes slower by a known factor.
@QuarkusTest
@TestProfile(ApiProfile.class)
class ComparedTimesTest extends ApiTest {
    @Inject
    FakeSandboxes sandboxes;

    private static String six(String scenarios) {
        return """
               {"workloads": ["touch"], "scenarios": [%s],
                "plan": {"maximumSamples": 6, "minimumSamples": 6, "warmupRounds": 0, "seed": 1}}
               """.formatted(scenarios);
    }

    private String measured(String scenarios, double factor, String engine) {
        sandboxes.reset();
        sandboxes.stamps("bind-mount", Map.of("engineVersion", engine));
        for (var i = 0; i < 6; i++) {
            sandboxes.takes("bind-mount", factor * (2 + i / 100.0));
        }
        var id = submit(six(scenarios));
        ended(id);
        return id;
    }

    @Test
    void whatBecameSlowerIsToldWithWhatChangedThere() {
        var before = measured("\"native\", \"bind-mount\"", 1, "27.3.1");
        var after = measured("\"bind-mount\", \"no-volumes\"", 1.5, "28.0.0");

        given().queryParam("before", before)
                .queryParam("after", after)
                .get("/api/v1/comparison.json")
                .then()
                .statusCode(200)
                .body("benchmarks.scenario", contains("no-volumes", "bind-mount", "native"))
                .body("benchmarks.outcome", contains("only-after", "slower", "only-before"))
                .body("benchmarks[1].before.count", equalTo(6), "benchmarks[1].samplesNeeded", nullValue())
                .body("benchmarks[0].ratio", nullValue())
                .body("changes", hasSize(1))
                .body("changes[0].runtime", equalTo("linux"), "changes[0].fact", equalTo("engineVersion"))
                .body("changes[0].before", contains("27.3.1"), "changes[0].after", contains("28.0.0"));
        assertThat(given().queryParam("before", before)
                        .queryParam("after", after)
                        .get("/api/v1/comparison")
                        .asString())
                .contains("- bind-mount on linux took 1.50 times as long as before (1.48 to 1.52, p = 0.002).\n");
    }
}
