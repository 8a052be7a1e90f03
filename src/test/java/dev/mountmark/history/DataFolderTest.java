package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T00:45:12.9Z"));

    @TempDir
    Path path;

    @Test
    void isMadeWithAllItsParents() {
        try (var folder = open(path.resolve("a/b c/ü"))) {
            assertThat(folder.path()).isDirectory();
            assertThat(folder.database()).doesNotExist().hasFileName("mountmark.db");
        }
    }

    @Test
    void keepsItsIdentity() {
        var first = open(path);
        first.close();
        try (var again = DataFolder.open(path, Optional.empty(), CLOCK, new Random(99))) {
            assertThat(again.instance()).isEqualTo(first.instance());
            assertThat(again.instance().id()).matches("[0-9a-f]{16}");
            assertThat(again.instance().host()).isNotBlank();
        }
    }

    @Test
    void keepsTheNameOfTheMachineFromItsFirstStart() throws IOException {
        open(path).close();
        Files.writeString(path.resolve("host"), "the-name-at-first\n");
        try (var folder = open(path)) {
            assertThat(folder.instance().host()).isEqualTo("the-name-at-first");
        }
    }

    @Test
    void aNameThatIsSetWins() {
        open(path).close();
        try (var folder = DataFolder.open(path, Optional.of("build-7"), CLOCK, new Random(1))) {
            assertThat(folder.instance().host()).isEqualTo("build-7");
        }
    }

    @Test
    void aNameWithBlanksIsRefused() {
        assertThatThrownBy(() -> DataFolder.open(path, Optional.of("my mac"), CLOCK, new Random(1)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("mountmark.host: expected 1 to 253 characters without blanks, got \"my mac\"");
        open(path).close();
    }

    @Test
    void aBrokenIdentityIsToldAndNotReplaced() throws IOException {
        open(path).close();
        Files.writeString(path.resolve("instance"), "");
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("mountmark.data-directory: expected 16 hexadecimal digits in ")
                .hasMessageContaining("remove the file for a new one");
        assertThat(path.resolve("instance")).isEmptyFile();
    }

    @Test
    void nobodyElseInThisProcessGetsItWhileItIsHeld() throws IOException {
        try (var folder = open(path)) {
            var link = Files.createSymbolicLink(path.resolveSibling(path.getFileName() + "-link"), path);
            for (var way : new Path[] {path, path.resolve("../" + path.getFileName()), link}) {
                assertThatThrownBy(() -> open(way))
                        .isInstanceOf(StartRefusedException.class)
                        .hasMessageContaining(
                                "in use by process " + ProcessHandle.current().pid());
            }
            assertThat(Files.readString(folder.path().resolve("lock")))
                    .startsWith("process " + ProcessHandle.current().pid() + " on ")
                    .endsWith(" since 2026-11-23T00:45:12Z\n");
        }
        open(path).close();
    }

    @Test
    void theLockSaysWhereItsHolderIsCalled() throws IOException {
        try (var folder = open(path)) {
            folder.announce(URI.create("http://127.0.0.1:8080"));

            var holder = LockHolder.read(Files.readString(folder.path().resolve("lock")));

            assertThat(holder.words()).endsWith(" since 2026-11-23T00:45:12Z");
            assertThat(holder.address()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        }
    }

    @Test
    void loopbackOfAnotherMachineIsNotCalled() {
        var holder = LockHolder.read("process 1 on e6359980cc50 since 2026-11-23T00:45:12Z\nhttp://127.0.0.1:8080\n");

        assertThat(holder.words()).isEqualTo("process 1 on e6359980cc50 since 2026-11-23T00:45:12Z");
        assertThat(holder.address()).isNull();
    }

    @Test
    void aLockThatIsJustBeingWrittenNamesNobody() {
        assertThat(LockHolder.read("").words()).isEqualTo("a process that is starting just now");
        assertThat(LockHolder.read("process").address()).isNull();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCannotBeUsedNamesTheSettingAndTheReason() throws IOException {
        var file = Files.writeString(path.resolve("file"), "");
        assertRefused(file, "expected a folder, got " + file + ", which is a file");
        assertRefused(file.resolve("below"), "expected a folder that can be made, got " + file + "/below (Not a");
        assertRefused(Path.of("/proc/mountmark"), "expected a folder that can be made, got /proc/mountmark (");
        assertRefused(Path.of("/proc"), "expected a folder that can be written to, got /proc (");
        assertRefused(Path.of("~/mountmark"), "expected a path without ~ and ?, got ~/mountmark");
        assertRefused(path.resolve("what?"), "expected a path without ~ and ?, got ");
    }

    @Test
    void aFolderInPlaceOfTheLockIsToldAsWell() throws IOException {
        Files.createDirectory(path.resolve("lock"));
        assertRefused(path, "expected a folder that can be written to, got ");
    }

    private static void assertRefused(Path folder, String problem) {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(StartRefusedException.class)
                .hasNoCause()
                .hasMessageStartingWith("mountmark.data-directory: " + problem);
    }

    private static DataFolder open(Path folder) {
        return DataFolder.open(folder, Optional.empty(), CLOCK, new Random(1));
    }
}
