package dev.mountmark.history;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A new history for each test.
abstract class HistoryFixture {
    @TempDir
    Path path;

    OpenedHistory opened;
    History history;

    @BeforeEach
    void open() {
        opened = new OpenedHistory(path, Optional.of("laptop"), server());
        history = opened.history;
    }

    /// @param host the name of this machine
    void reopen(Optional<String> host) {
        opened = new OpenedHistory(path, host, server());
        history = opened.history;
    }

    /// The URL of a PostgreSQL; empty for SQLite.
    Optional<String> server() {
        return Optional.empty();
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
