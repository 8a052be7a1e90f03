package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Workload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
    @TempDir
    Path directory;

    Workload workload;
    Caches caches;

    @BeforeEach
    void readAWorkload() {
        workload = new WorkloadFolder(directory.resolve("own")).read();
        caches = caches();
    }

    @Test
    void hasNoneUntilOneIsKept() throws IOException {
        try (var filling = caches.fill(workload)) {
            Files.writeString(filling.folder().resolve("half"), "");
            assertThat(caches.of(workload)).isEmpty();
        }

        assertThat(caches.of(workload)).isEmpty();
        assertThat(directory.resolve("caches")).isEmptyDirectory();
    }

    @Test
    void keepsOneAsAWhole() throws IOException {
        try (var filling = caches.fill(workload)) {
            Files.writeString(filling.folder().resolve("all"), "bytes");
            Files.writeString(filling.scratch().resolve("not this"), "");
            filling.keep();
        }

        assertThat(caches.of(workload)).get().satisfies(cache -> {
            assertThat(cache).hasParent(directory.resolve("caches"));
            assertThat(cache.getFileName().toString()).isEqualTo("little-" + caches.key(workload));
            assertThat(cache).isDirectoryContaining("glob:**all");
        });
        assertThat(directory.resolve("caches")).isDirectoryNotContaining("glob:**filling*");
    }

    @Test
    void hasAnotherKeyForAnotherTreeOrCommand() {
        var key = caches.key(workload);

        var other = new WorkloadFolder(directory.resolve("own")).file("tree/seed.txt", "other");
        var otherTree = caches().key(other.read());
        var otherCommand = caches().key(other.file("tree/seed.txt", "seed\n")
                .with("tools: [sh]", "tools: [sh]\n  cache: touch x")
                .read());

        assertThat(key).matches("[0-9a-f]{12}").isNotEqualTo(otherTree).isNotEqualTo(otherCommand);
    }

    @Test
    void keepsOneThatComesAsATar() throws IOException {
        var deep = "cache/_cacache/content-v2/sha512/00/" + "f".repeat(124);
        var tar = tar(folder("cache/"), folder("cache/_cacache/"), file(deep, "content"));

        var kept = caches.keep(workload, tar, "cache");

        assertThat(kept.resolve(Path.of("cache").relativize(Path.of(deep)))).hasContent("content");
        assertThat(caches.of(workload)).contains(kept);
    }

    @Test
    void takesNothingFromATarThatLeadsElsewhere() {
        assertRefused(
                tar(file("cache/../../evil", "")), "expected names below cache/ in the cache, got cache/../../evil");
        assertRefused(tar(file("/etc/evil", "")), "expected names below cache/");
        assertRefused(tar(file("other/file", "")), "expected names below cache/ in the cache, got other/file");
        var link = new TarArchiveEntry("cache/link", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc");
        assertRefused(tar(new Entry(link, "")), "expected files and folders in the cache, got cache/link");
    }

    @Test
    void removesWhatAKilledServiceWasFilling() throws IOException {
        @SuppressWarnings("resource")
        var filling = caches.fill(workload);
        Files.writeString(filling.folder().resolve("half"), "");

        assertThat(caches().removeUnfinished()).isEmpty();
        assertThat(directory.resolve("caches")).isEmptyDirectory();
    }

    private Caches caches() {
        var settings = Settings.in(
                directory, "workload-directories", directory.resolve("own").toString());
        return new Caches(new WorkloadFiles(settings), settings);
    }

    private void assertRefused(InputStream tar, String message) {
        assertThatThrownBy(() -> caches.keep(workload, tar, "cache"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
        assertThat(caches.of(workload)).isEmpty();
    }

    private record Entry(TarArchiveEntry header, String content) {}

    private static Entry folder(String name) {
        return new Entry(new TarArchiveEntry(name), "");
    }

    private static Entry file(String name, String content) {
        return new Entry(new TarArchiveEntry(name, true), content);
    }

    private static InputStream tar(Entry... entries) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : entries) {
                var content = entry.content().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                entry.header().setSize(content.length);
                tar.putArchiveEntry(entry.header());
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
