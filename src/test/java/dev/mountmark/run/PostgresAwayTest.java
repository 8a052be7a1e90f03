package dev.mountmark.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.history.TestPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The same with a PostgreSQL that cuts all connections and takes no new ones.
@QuarkusTest
@TestProfile(PostgresAwayTest.Shared.class)
@EnabledIf("dev.mountmark.history.TestPostgres#installed")
class PostgresAwayTest extends HistoryAwayTest {
    @ConfigProperty(name = "mountmark.database.url")
    String url;

    @Override
    void goAway() throws SQLException {
        administer(false);
    }

    @Override
    void back() throws SQLException {
        administer(true);
    }

    private void administer(boolean connections) throws SQLException {
        var name = url.replaceFirst(".*/([^/?]+)\\?.*", "$1");
        try (var connection = DriverManager.getConnection(url.replace("/" + name + "?", "/postgres?"));
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + connections);
            if (!connections) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            }
        }
    }

    @Test
    void aRunOfAnotherInstanceIsCancelledThereAndTheAnswerSaysWhere() throws Exception {
        var ours = held(1);
        sandboxes.release();
        ended(ours);
        var foreign = "20260101t000000-abcdef";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO run (id, number, instance, host, state, submitted_at, started_at, plan)"
                    + " SELECT '" + foreign + "', number + 1000, 'other', 'elsewhere', 'running', submitted_at,"
                    + " submitted_at, plan FROM run WHERE id = '" + ours + "'");
        }

        given().post("/api/v1/runs/{id}/cancel", foreign)
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        startsWith("id: expected a run that this service measures, got " + foreign
                                + ", which is running on elsewhere with a data folder of its own; cancel it at the"
                                + " service there"));

        assertThat(runs.find(new RunId(foreign)).orElseThrow().state()).isInstanceOf(RunState.Running.class);
        given().post("/api/v1/runs/{id}/cancel", ours.value()).then().statusCode(202);
    }

    public static class Shared implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(new Impatient().getConfigOverrides());
            if (TestPostgres.installed()) {
                settings.put("mountmark.database.url", TestPostgres.here().newDatabase());
            }
            return settings;
        }
    }
}
