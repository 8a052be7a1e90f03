package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.mountmark.run.FakeSandboxes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// What needs an engine that obeys: exact figures, and the whole matrix without waiting for it.
@QuarkusTest
@TestProfile(ApiProfile.class)
class MatrixTest extends ApiTest {
    @Inject
    FakeSandboxes sandboxes;

    @Test
    void withoutABodyTheArticlesMatrixIsMeasured() {
        sandboxes.hold();

        given().post(RUNS)
                .then()
                .statusCode(202)
                .body("results.workload.unique()", contains("npm-install"))
                .body("results.scenario", contains("native", "no-volumes", "bind-mount-volume", "bind-mount"));
    }

    @Test
    void timesAreToldAsTheClockHasThem() {
        sandboxes.takes("bind-mount", 9.25);
        var body = small().replace("native", "bind-mount");

        var id = submit(body);
        ended(id);

        given().get(RUNS + "/" + id)
                .then()
                .body("results[0].statistics.medianSeconds", equalTo(9.25f))
                .body("results[0].samples[0].phases.command", equalTo(9.25f))
                .body("results[0].samples[0].clock.name", equalTo("fake"))
                .body("results[0].samples[0].environment.kernel", equalTo("6.0"));
        assertThat(given().get(RUNS + "/" + id + "/report").asString())
                .contains("\nLinux     Bind mount     9.25  9.25-9.25  1    9.25         -      -  ██");
    }

    @Test
    void preparationIsToldBeforeTheFirstRound() {
        var progress = json(small().replace("native", "bind-mount"))
                .accept("text/plain")
                .post(RUNS)
                .asString();

        assertThat(progress)
                .containsSubsequence(
                        "\nprepare       linux  touch  building the image\n", "round 1 of 1  linux  bind-mount ");
    }
}
