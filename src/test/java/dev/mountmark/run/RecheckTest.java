package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RecheckTest.EverySecond.class)
class RecheckTest {
    @Inject
    Runs runs;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    Changes changes;

    @BeforeEach
    @AfterEach
    void forget() {
        sandboxes.reset();
        runs.runtimes();
        changes.forget();
    }

    @Test
    void aRuntimeThatGoesIsNoticedByItself() {
        sandboxes.away("stopped");

        await().untilAsserted(() ->
                assertThat(changes.all()).containsExactly(new RuntimeChange.Lost(FakeSandboxes.LINUX, "stopped")));
    }

    @Test
    void nobodyIsAskedWhileSomethingIsMeasured() throws Exception {
        sandboxes.hold();
        runs.submit(Requests.once("native"), Optional.empty());
        sandboxes.awaitHeld();
        sandboxes.away("stopped");

        await().during(Duration.ofMillis(2500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> changes.all().isEmpty());
        sandboxes.release();

        await().untilAsserted(() -> assertThat(changes.all()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.9S", "PT25H"})
    void aPeriodOutOfRangeIsRefused(Duration period) {
        assertThatThrownBy(() -> RecheckSettings.check(() -> period))
                .hasMessage("mountmark.runtimes-recheck: expected 1s to 1d, got " + period);
    }

    public static class EverySecond implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mountmark.data-directory", "target/test-data/" + UUID.randomUUID(),
                    "mountmark.minimum-free-space", "0",
                    "mountmark.runtimes-recheck", "1s");
        }
    }
}
