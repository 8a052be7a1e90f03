package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another program holds the database: a backup, or somebody who looks into it.
class LockedFileTest {
    @TempDir
    Path path;

    @Test
    void itIsSaidAndNothingIsLostAndItGoesOnAfterwards() throws Exception {
        try (var opened = new OpenedHistory(path)) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + opened.folder.database());
                    var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertThatThrownBy(() -> opened.history.submit(Examples.run(2), Optional.empty(), 9))
                        .isInstanceOf(HistoryException.class)
                        .hasMessageStartingWith("The history in " + opened.folder.database() + " cannot be used: ")
                        .hasMessageEndingWith("; it goes on as soon as that lets go")
                        .matches(thrown -> !((HistoryException) thrown).diskFull());
                assertThat(opened.history.queue()).as("can be read meanwhile").containsExactly(Examples.run(1));

                statement.execute("ROLLBACK");
            }
            assertThat(opened.history.submit(Examples.run(2), Optional.empty(), 9))
                    .isInstanceOf(Submission.Accepted.class);
            assertThat(opened.history.queue()).containsExactly(Examples.run(1), Examples.run(2));
        }
    }

    @Test
    void whoeverWritesIsWaitedForAlsoWhereMoreIsReadBefore() throws Exception {
        try (var opened = new OpenedHistory(path);
                var other = DriverManager.getConnection("jdbc:sqlite:" + opened.folder.database());
                var statement = other.createStatement()) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("UPDATE run SET number = number");
            var write = waiting(opened.history);

            statement.execute("COMMIT");

            assertThat(write.get(1, TimeUnit.MINUTES)).isInstanceOf(Submission.Accepted.class);
            assertThat(opened.history.queue()).containsExactly(Examples.run(1), Examples.run(2));
        }
    }

    @Test
    void anotherProcessIsWaitedForAndNobodyWhoReads() throws Exception {
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sqlite3"))),
                "needs sqlite3");
        try (var opened = new OpenedHistory(path)) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
            var sqlite3 = new ProcessBuilder("sqlite3", opened.folder.database().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var said = sqlite3.inputReader(StandardCharsets.UTF_8)) {
                ask(sqlite3, said, "BEGIN IMMEDIATE; UPDATE run SET number = number;");
                var write = waiting(opened.history);
                assertThat(opened.history.queue()).as("can be read meanwhile").containsExactly(Examples.run(1));
                assertThat(write).isNotDone();

                ask(sqlite3, said, "COMMIT;");

                assertThat(write.get(1, TimeUnit.MINUTES)).isInstanceOf(Submission.Accepted.class);
            } finally {
                sqlite3.destroyForcibly();
            }
        }
    }

    /// Returns when it has done it.
    private static void ask(Process sqlite3, BufferedReader said, String sql) throws IOException {
        var out = sqlite3.outputWriter(StandardCharsets.UTF_8);
        out.write(sql + " SELECT 'done';\n");
        out.flush();
        assertThat(said.readLine()).isEqualTo("done");
    }

    /// A submission that has come to where it waits for the file.
    private static FutureTask<Submission> waiting(History history) {
        var write = new FutureTask<>(() -> history.submit(Examples.run(2), Optional.empty(), 9));
        var thread = Thread.ofPlatform().daemon().start(write);
        await().until(() -> Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("toWrite")));
        return write;
    }
}
