package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Optional;
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
}
