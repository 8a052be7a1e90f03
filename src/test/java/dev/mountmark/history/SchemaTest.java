package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path path;

    @Test
    void theDatabaseKeepsItsPromisesByItsSettings() {
        try (var opened = new OpenedHistory(path)) {
            assertThat(opened.pragma("journal_mode")).isEqualTo("wal");
            assertThat(opened.pragma("synchronous")).isEqualTo("2");
            assertThat(opened.pragma("foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void whatIsNotedOfTheNewestSchemaIsKnownWithoutFlyway() throws Exception {
        Files.createDirectories(path);
        try (var source = OpenedHistory.pool(path.resolve("mountmark.db"))) {
            var flyway = OpenedHistory.flyway(source);
            flyway.migrate();

            var applied = flyway.info().applied();
            var checksums =
                    Arrays.stream(applied).mapToLong(MigrationInfo::getChecksum).sum();
            assertThat(Schema.newest(new Place.File(path)))
                    .isEqualTo(applied.length + " migrations, checksum " + checksums);
        }
    }

    @Test
    void aDatabaseThatANewerVersionHasChangedIsLeftAlone() throws IOException {
        try (var opened = new OpenedHistory(path)) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            opened.database.write(transaction -> transaction.update(
                    "INSERT INTO flyway_schema_history SELECT 99, '12.1', 'of the future', type, 'V12_1__of.sql',"
                            + " 1, installed_by, installed_on, 1, success FROM flyway_schema_history"
                            + " WHERE installed_rank = 1"));
        }
        var before = Files.readAllBytes(path.resolve("mountmark.db"));
        assertThatThrownBy(() -> new OpenedHistory(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("mountmark.data-directory: expected a database of this version or an older one")
                .hasMessageContaining("(schema 12.1)")
                .hasNoCause();
        assertThat(Files.readAllBytes(path.resolve("mountmark.db"))).isEqualTo(before);
    }

    @Test
    void runsOfTheFirstVersionAreReadByThisOne() throws Exception {
        Files.createDirectories(path);
        try (var source = OpenedHistory.pool(path.resolve("mountmark.db"));
                var connection = source.getConnection();
                var statement = connection.createStatement()) {
            Flyway.configure()
                    .configuration(OpenedHistory.flyway(source).getConfiguration())
                    .target("1")
                    .load()
                    .migrate();
            statement.executeUpdate("INSERT INTO run (id, number, instance, host, state, submitted_at, plan) VALUES ('"
                    + Examples.id(1) + "', 1, 'x', 'laptop', 'queued', '2026-11-23T00:45:01.000000001Z', '"
                    + "{\"name\":\"quick\",\"minimumSamples\":6,\"maximumSamples\":12,\"warmupRounds\":1,"
                    + "\"timeLimit\":\"PT30M\",\"seed\":1}')");
        }

        try (var opened = new OpenedHistory(path)) {
            var run = opened.history.run(Examples.id(1)).orElseThrow();

            assertThat(run.submittedAt()).isEqualTo(Examples.run(1).submittedAt());
            assertThat(run.plan().maximumSamples()).isEqualTo(12);
            assertThat(run.plan().cache()).isEqualTo(Cache.WARM);
            assertThat(run.exclusion()).isNull();
        }
    }

    @Test
    void keysOfAnOlderVersionBelongToWhoTookTheirRun() throws Exception {
        Files.createDirectories(path);
        try (var source = OpenedHistory.pool(path.resolve("mountmark.db"))) {
            keysOfAnOlderVersion(source, OpenedHistory.flyway(source));
        }
        try (var opened = new OpenedHistory(path)) {
            assertThat(keys(opened)).containsExactly("x nightly aa " + Examples.id(1));
        }
    }

    static void keysOfAnOlderVersion(DataSource source, Flyway flyway) throws SQLException {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .target("6")
                .load()
                .migrate();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO run (id, number, instance, host, state, submitted_at, plan) VALUES ('"
                    + Examples.id(1) + "', 1, 'x', 'laptop', 'queued', '2026-11-23T00:45:01.000000001Z', '{}')");
            statement.executeUpdate("INSERT INTO idempotency_key (value, body_digest, run) VALUES ('nightly', 'aa', '"
                    + Examples.id(1) + "')");
        }
    }

    static List<String> keys(OpenedHistory opened) {
        return opened.database.read(transaction -> transaction.list(
                "SELECT instance || ' ' || value || ' ' || body_digest || ' ' || run FROM idempotency_key",
                row -> row.getString(1)));
    }

    @Test
    void aMigrationThatIsNotTheOneAppliedIsTold() {
        try (var opened = new OpenedHistory(path)) {
            opened.database.write(transaction -> transaction.update("UPDATE flyway_schema_history SET checksum = 1"));
        }
        assertThatThrownBy(() -> new OpenedHistory(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageStartingWith("mountmark.data-directory: expected a database of Mountmark, got ");
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws IOException {
        Files.writeString(path.resolve("mountmark.db"), "my diary ".repeat(1000));
        assertThatThrownBy(() -> new OpenedHistory(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("expected a database of Mountmark")
                .hasMessageContaining("file is not a database");
        assertThat(path.resolve("mountmark.db")).hasContent("my diary ".repeat(1000));
    }
}
