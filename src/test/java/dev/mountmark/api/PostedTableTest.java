package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.run.FakeSandboxes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a runtime gets that shows tables to its own users.
@QuarkusTest
@TestProfile(ApiProfile.class)
class PostedTableTest extends ApiTest {
    @Inject
    FakeSandboxes sandboxes;

    @Test
    void theTableOfARunIsPostedWhenItHasEnded() throws Exception {
        sandboxes.hold();
        var id = submit(small());
        sandboxes.awaitHeld();
        var before = sandboxes.posted(new RunId(id));
        sandboxes.release();

        var posted = await().until(() -> sandboxes.posted(new RunId(id)), Optional::isPresent);

        assertThat(before).isEmpty();
        assertThat(posted).hasValue(given().get(RUNS + "/" + id + "/report.txt").asString());
    }
}
