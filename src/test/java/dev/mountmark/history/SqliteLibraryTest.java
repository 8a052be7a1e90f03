package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
    private static final List<String> PROPERTIES = List.of("org.sqlite.lib.path", "org.sqlite.lib.name");

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void forget() {
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void isUnpackedOnceAndTheDriverIsToldWhere() throws IOException {
        SqliteLibrary.keepIn(folder);
        var library = folder.resolve(System.getProperty("org.sqlite.lib.name"));
        var first = Files.getLastModifiedTime(library);
        forget();

        SqliteLibrary.keepIn(folder);

        assertThat(System.getProperty("org.sqlite.lib.path")).isEqualTo(folder.toString());
        assertThat(Files.readAllBytes(library)).startsWith(0x7f, 'E', 'L', 'F').hasSizeGreaterThan(500_000);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);
    }

    @Test
    void thoseOfOtherVersionsAndHalfOnesGo() throws IOException {
        Files.writeString(folder.resolve("libsqlite-3.1.0-amd64.so"), "old");
        Files.writeString(folder.resolve("libsqlite-part"), "half");

        SqliteLibrary.keepIn(folder);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(System.getProperty("org.sqlite.lib.name")));
        }
    }

    @Test
    void whereItCannotBeKeptTheDriverGoesItsOwnWay() {
        SqliteLibrary.keepIn(folder.resolve("missing"));

        assertThat(System.getProperty("org.sqlite.lib.path")).isNull();
    }
}
