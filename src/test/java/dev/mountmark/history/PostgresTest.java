package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.RunState;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is different where many instances write to one database.
class PostgresTest {
    private static final Set<String> WHOLE = Set.of("INTEGER", "BIGINT", "INT4", "INT8");

    @TempDir
    Path path;

    @TempDir
    Path otherPath;

    private final TestPostgres server = TestPostgres.here();

    private OpenedHistory open(Path folder, String host, String url) {
        return new OpenedHistory(folder, Optional.of(host), Optional.of(url));
    }

    @Test
    void bothKindsOfDatabaseHaveTheSameTables() throws Exception {
        try (var file = new OpenedHistory(path);
                var shared = open(otherPath, "laptop", server.newDatabase())) {
            assertThat(columns(shared.source)).isEqualTo(columns(file.source)).hasSizeGreaterThan(50);
        }
    }

    private static Set<String> columns(DataSource source) throws SQLException {
        var columns = new TreeSet<String>();
        try (var connection = source.getConnection();
                var rows = connection.getMetaData().getColumns(null, null, "%", "%")) {
            while (rows.next()) {
                var table = rows.getString("TABLE_NAME");
                var schema = rows.getString("TABLE_SCHEM");
                if (!table.startsWith("flyway")
                        && !table.startsWith("sqlite_")
                        && (schema == null || schema.equals("public"))
                        && !table.endsWith("_pkey")) {
                    var type = rows.getString("TYPE_NAME").toUpperCase(Locale.ROOT);
                    columns.add(table + "." + rows.getString("COLUMN_NAME") + " " + kind(type)
                            + (rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " NOT NULL" : ""));
                }
            }
        }
        return columns;
    }

    private static String kind(String type) {
        if (WHOLE.contains(type)) {
            return "whole";
        }
        return Map.of(
                        "BOOL",
                        "BOOLEAN",
                        "FLOAT8",
                        "DOUBLE PRECISION",
                        "DOUBLE",
                        "DOUBLE PRECISION",
                        "BIGSERIAL",
                        "whole")
                .getOrDefault(type, type);
    }

    @Test
    void whatIsNotedOfTheNewestSchemaIsKnownWithoutFlyway() throws Exception {
        try (var source = OpenedHistory.serverPool(server.newDatabase())) {
            var place = new Place.Server("");
            var flyway = OpenedHistory.flyway(source, place);
            flyway.migrate();

            var applied = flyway.info().applied();
            var checksums =
                    Arrays.stream(applied).mapToLong(MigrationInfo::getChecksum).sum();
            assertThat(Schema.newest(place)).isEqualTo(applied.length + " migrations, checksum " + checksums);
        }
    }

    @Test
    void aRunBelongsToTheInstanceThatTookItEvenUnderTheSameName() {
        var url = server.newDatabase();
        try (var one = open(path, "laptop", url);
                var other = open(otherPath, "laptop", url)) {
            one.history.submit(Examples.run(1), Optional.empty(), 9);
            other.history.submit(Examples.run(2), Optional.empty(), 9);
            other.history.change(Examples.id(2), new RunState.Running(Examples.AT));

            assertThat(one.history.queue()).containsExactly(Examples.run(1));
            assertThat(one.history.underWay()).isEmpty();
            assertThat(other.history.queue()).isEmpty();
            assertThat(one.history.runs(new RunFilter(Set.of(), Map.of(), null, null, null, 9)))
                    .hasSize(2);
        }
    }

    @Test
    void eachInstanceHasIdempotencyKeysOfItsOwn() {
        var url = server.newDatabase();
        var key = Optional.of(new IdempotencyKey("nightly", "aa"));
        try (var one = open(path, "one", url);
                var other = open(otherPath, "other", url)) {
            one.history.submit(Examples.run(1), key, 9);

            assertThat(other.history.submit(Examples.run(2), key, 9)).isInstanceOf(Submission.Accepted.class);
            assertThat(one.history.submit(Examples.run(3), key, 9)).isEqualTo(new Submission.Repeated(Examples.id(1)));
            assertThat(other.history.submit(Examples.run(3), key, 9))
                    .isEqualTo(new Submission.Repeated(Examples.id(2)));
            assertThat(one.history.ours(Examples.id(1))).isTrue();
            assertThat(one.history.ours(Examples.id(2))).isFalse();
        }
    }

    @Test
    void keysOfAnOlderVersionBelongToWhoTookTheirRun() throws Exception {
        var url = server.newDatabase();
        try (var source = OpenedHistory.serverPool(url)) {
            SchemaTest.keysOfAnOlderVersion(source, OpenedHistory.flyway(source, new Place.Server("")));
        }
        try (var opened = open(path, "laptop", url)) {
            assertThat(SchemaTest.keys(opened)).containsExactly("x nightly aa " + Examples.id(1));
        }
    }

    @Test
    void instancesThatSubmitAtOnceDoNotDisturbEachOther() throws Exception {
        var url = server.newDatabase();
        try (var one = open(path, "one", url);
                var other = open(otherPath, "other", url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var submitted = IntStream.rangeClosed(1, 40)
                    .mapToObj(number -> threads.submit(() ->
                            (number % 2 == 0 ? one : other).history.submit(Examples.run(number), Optional.empty(), 99)))
                    .toList();
            for (var submission : submitted) {
                assertThat(submission.get()).isInstanceOf(Submission.Accepted.class);
            }
            assertThat(one.history.runs(new RunFilter(Set.of(), Map.of(), null, null, null, 99)))
                    .hasSize(40);
        }
    }

    @Test
    void aServerThatIsAwayIsSaidAndUsedAgainWhenItIsBack() {
        try (var opened = open(path, "laptop", server.newDatabase())) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            server.down();
            try {
                assertThatThrownBy(() -> opened.history.submit(Examples.run(2), Optional.empty(), 9))
                        .isInstanceOf(HistoryException.class)
                        .hasMessageStartingWith("The history in postgresql://127.0.0.1:")
                        .hasMessageEndingWith(" (mountmark.database.url; it goes on as soon as that answers)")
                        .hasMessageNotContaining("user=");
            } finally {
                server.up();
            }
            assertThat(opened.history.queue()).containsExactly(Examples.run(1));
            assertThat(opened.history.submit(Examples.run(2), Optional.empty(), 9))
                    .isInstanceOf(Submission.Accepted.class);
        }
    }

    @Test
    void aStartWithoutItsServerIsRefusedInOneSentence() {
        assertThatThrownBy(() -> open(path, "laptop", "jdbc:postgresql://127.0.0.1:1/history?user=a&password=secret"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("mountmark.database.url: expected a PostgreSQL that answers and lets this user"
                        + " make tables, got postgresql://127.0.0.1:1/history (")
                .hasMessageNotContaining("secret");
    }
}
