package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    private static final Instance INSTANCE = new Instance("a1b2c3", "here");
    private static final SortedMap<String, byte[]> TREE = new TreeMap<>(java.util.Map.of(
            "package.json", "{}".getBytes(StandardCharsets.UTF_8), "src/deep/a.js", new byte[] {1, 2, 3}));

    @TempDir
    Path directory;

    Path workDirectory;
    Path outside;
    WorkFolder folder;

    @BeforeEach
    void name() throws IOException {
        workDirectory = directory.resolve("work");
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        folder = WorkFolder.of(workDirectory, INSTANCE, Orders.of(new WorkloadFolder(directory.resolve("own")).read()));
    }

    @Test
    void makesNothingBeforeItIsAsked() {
        assertThat(folder.folder()).startsWithRaw(workDirectory.resolve("a1b2c3"));
        assertThat(workDirectory).doesNotExist();
    }

    @Test
    void writesTheTreeAndTakesEverythingAway() throws Exception {
        folder.create(TREE, 1);

        assertThat(folder.work().resolve("package.json")).hasContent("{}");
        assertThat(folder.work().resolve("src/deep/a.js")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder.delete()).isEmpty();
        assertThat(workDirectory).isEmptyDirectory();
    }

    @Test
    void hasNothingToRemoveWhenItWasNeverMade() {
        assertThat(folder.delete()).isEmpty();
    }

    @Test
    void neverFollowsALinkWhileItRemoves() throws Exception {
        folder.create(TREE, 1);
        Files.createSymbolicLink(folder.work().resolve("node_modules"), outside);
        Files.createSymbolicLink(folder.work().resolve("src/file"), outside.resolve("precious"));
        Files.createSymbolicLink(folder.work().resolve("dangling"), Path.of("nowhere"));

        var left = folder.delete();

        assertThat(left).isEmpty();
        assertThat(outside.resolve("precious")).hasContent("kept");
        assertThat(folder.folder()).doesNotExist();
    }

    @Test
    void neverFollowsALinkThatStandsForItself() throws Exception {
        Files.createDirectories(folder.folder().getParent());
        Files.createSymbolicLink(folder.folder(), outside);

        assertThat(folder.delete()).isEmpty();
        assertThat(outside.resolve("precious")).hasContent("kept");
    }

    @Test
    void removesFoldersThatTheirOwnerMayNotWrite() throws Exception {
        folder.create(TREE, 1);
        Files.setPosixFilePermissions(folder.work().resolve("src/deep"), PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThat(folder.delete()).isEmpty();
        assertThat(folder.folder()).doesNotExist();
    }

    @Test
    void namesWhatItCouldNotRemoveAndNeverEntersAMount() throws Exception {
        folder.create(TREE, 1);
        var point = Files.createDirectory(folder.work().resolve("a mount"));

        try (var _ = Mounts.bind(outside, point)) {
            assertThat(folder.delete()).containsExactly(point.toRealPath() + " (something is mounted there)");
            assertThat(point.resolve("precious")).hasContent("kept");
            assertThat(folder.work().resolve("package.json")).doesNotExist();
        }

        assertThat(folder.delete()).isEmpty();
        assertThat(outside.resolve("precious")).hasContent("kept");
    }

    @Test
    void leavesToOthersWhatItMayNotRemoveItself() throws Exception {
        folder.create(TREE, 1);
        var file = folder.work().resolve("package.json");
        var named = file.toRealPath();
        try (var lock = Immutable.of(file)) {
            var asked = new ArrayList<Path>();

            var alone = folder.delete();
            var together = folder.delete(refused -> {
                asked.add(refused);
                lock.close();
                return Optional.empty();
            });

            assertThat(alone).containsExactly(named + " (Operation not permitted)");
            assertThat(asked).containsExactly(folder.folder());
            assertThat(together).isEmpty();
            assertThat(workDirectory).isEmptyDirectory();
        }
    }

    @Test
    void tellsWhatNobodyCouldRemoveWithBothReasons() throws Exception {
        folder.create(TREE, 1);
        var file = folder.work().resolve("package.json");
        try (var _ = Immutable.of(file)) {
            var left = folder.delete(refused -> Optional.of(refused.getFileName() + " (no engine answers)"));

            assertThat(left)
                    .containsExactly(
                            file.toRealPath() + " (Operation not permitted)",
                            folder.folder().getFileName() + " (no engine answers)");
        }
    }

    @Test
    void believesNobodyWhoSaysThatItIsGone() throws Exception {
        folder.create(TREE, 1);
        var file = folder.work().resolve("package.json");
        try (var _ = Immutable.of(file)) {
            assertThat(folder.delete(_ -> Optional.empty()))
                    .containsExactly(file.toRealPath() + " (Operation not permitted)");
        }
    }

    @Test
    void asksNobodyForWhatItCanRemove() throws Exception {
        folder.create(TREE, 1);
        var asked = new ArrayList<Path>();

        var left = folder.delete(refused -> {
            asked.add(refused);
            return Optional.empty();
        });

        assertThat(left).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void letsNobodyIntoAMount() throws Exception {
        folder.create(TREE, 1);
        var point = Files.createDirectory(folder.work().resolve("mount"));
        var asked = new ArrayList<Path>();
        try (var _ = Immutable.of(folder.work().resolve("package.json"));
                var _ = Mounts.bind(outside, point)) {
            var left = folder.delete(refused -> {
                asked.add(refused);
                return Optional.empty();
            });

            assertThat(left).hasSize(2);
            assertThat(asked).isEmpty();
            assertThat(outside.resolve("precious")).hasContent("kept");
        }
    }

    @Test
    void leavesToOthersWhatEarlierSamplesLeft() throws Exception {
        folder.create(TREE, 1);
        try (var lock = Immutable.of(folder.work().resolve("package.json"))) {
            var asked = new ArrayList<Path>();

            var left = WorkFolder.deleteAll(workDirectory, INSTANCE, refused -> {
                asked.add(refused);
                lock.close();
                return Optional.empty();
            });

            assertThat(left).isEmpty();
            assertThat(asked).containsExactly(workDirectory.resolve("a1b2c3"));
            assertThat(workDirectory).isEmptyDirectory();
        }
    }

    @Test
    void removesWhatEarlierSamplesLeftAndNothingOfOthers() throws Exception {
        folder.create(TREE, 1);
        var other = Files.createDirectories(workDirectory.resolve("another-instance/sample"));

        var left = WorkFolder.deleteAll(workDirectory, INSTANCE);

        assertThat(left).isEmpty();
        assertThat(workDirectory.resolve("a1b2c3")).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void refusesToBeginWhenTooLittleIsFree() {
        assertThatThrownBy(() -> folder.create(TREE, Long.MAX_VALUE))
                .isInstanceOfSatisfying(MeasuringException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Failure.Category.SPACE);
                    assertThat(e.failure().message())
                            .contains("mountmark.minimum-free-space", "mountmark.work-directory");
                });
        assertThat(folder.delete()).isEmpty();
    }

    @Test
    void saysSpaceWhenTheDiskIsFull() throws Exception {
        Files.createDirectory(workDirectory);
        var big = new TreeMap<>(java.util.Map.of("big", new byte[2 << 20]));

        try (var _ = Mounts.tmpfs(workDirectory, "1m")) {
            assertThatThrownBy(() -> folder.create(big, 0)).isInstanceOfSatisfying(MeasuringException.class, e -> {
                assertThat(e.failure().category()).isEqualTo(Failure.Category.SPACE);
                assertThat(e.failure().message()).contains("is full");
            });
            assertThat(folder.delete()).isEmpty();
        }
    }

    @Test
    void handsAWordToTheOtherSideAndTakesOneBack() throws Exception {
        folder.create(TREE, 1);

        folder.writeNonce(".here", "17");

        assertThat(folder.work().resolve(".here")).hasContent("17\n");
        assertThat(folder.takeNonce(".here")).isEqualTo("17");
        assertThat(folder.work().resolve(".here")).doesNotExist();
    }

    @Test
    void takesNoWordThroughALink() throws Exception {
        folder.create(TREE, 1);
        Files.createSymbolicLink(folder.work().resolve(".there"), outside.resolve("precious"));

        assertThatThrownBy(() -> folder.takeNonce(".there")).isInstanceOfSatisfying(MeasuringException.class, e -> {
            assertThat(e.failure().category()).isEqualTo(Failure.Category.MOUNT);
            assertThat(e.failure().message()).contains("from the other side of the mount, got none");
        });
    }
}
