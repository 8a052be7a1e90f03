package dev.mountmark.history;

import java.nio.file.Path;
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
        opened = new OpenedHistory(path);
        history = opened.history;
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
