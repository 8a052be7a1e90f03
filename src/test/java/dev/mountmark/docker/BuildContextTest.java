package dev.mountmark.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {
    private static final SortedMap<String, byte[]> FILES = new TreeMap<>(Map.of(
            "Dockerfile", "FROM a\n".getBytes(UTF_8), "measure.sh", new byte[] {1}, "tree/x", new byte[] {2, 3}));
    private static final SortedMap<String, String> ARGUMENTS = new TreeMap<>(Map.of("BASE_IMAGE", "node:22"));

    @Test
    void theTagIsTheWorkloadAndTwelveDigitsOfTheKey() {
        var context = context(FILES, ARGUMENTS, "");

        assertThat(context.key()).matches("[0-9a-f]{64}");
        assertThat(context.tag()).isEqualTo("mountmark/little:" + context.key().substring(0, 12));
        assertThat(context(FILES, ARGUMENTS, "").key()).isEqualTo(context.key());
    }

    @Test
    void everythingThatChangesTheImageChangesItsKey() {
        var key = context(FILES, ARGUMENTS, "").key();

        assertThat(List.of(
                        context(with("tree/x", "4"), ARGUMENTS, "").key(),
                        context(with("tree/y", ""), ARGUMENTS, "").key(),
                        context(with("measure.sh", "other"), ARGUMENTS, "").key(),
                        context(FILES, new TreeMap<>(Map.of("BASE_IMAGE", "node:24")), "")
                                .key(),
                        context(FILES, ARGUMENTS, "0123456789ab").key()))
                .doesNotContain(key)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTrustedWhileBuildingDoesNot() {
        var context = context(FILES, ARGUMENTS, "");

        assertThat(context.withTrust(new byte[] {9}).key()).isEqualTo(context.key());
    }

    @Test
    void theLabelsOfUnfinishedWorkStandAfterEveryFrom() {
        var dockerfile = "# FROM nothing\nARG A\nFROM ${A} AS one\nRUN x\n  from b\nRUN y\n";

        var marked = BuildContext.marked(dockerfile.getBytes(UTF_8), Map.of("k", "v$1", "j", ""), Map.of("z", "end"));

        assertThat(new String(marked, UTF_8)).isEqualTo("""
                        # FROM nothing
                        ARG A
                        FROM ${A} AS one
                        LABEL j="" k="v$1"
                        RUN x
                          from b
                        LABEL j="" k="v$1"
                        RUN y

                        LABEL z="end"
                        """);
    }

    @Test
    void theSameContentIsTheSameBytesAndHoldsTheCache(@TempDir Path cache) throws IOException {
        Files.createDirectories(cache.resolve("deep"));
        Files.writeString(cache.resolve("deep/file"), "cached");

        var first = written(cache);
        Files.setLastModifiedTime(cache.resolve("deep/file"), FileTime.fromMillis(0));
        var second = written(cache);

        assertThat(second).isEqualTo(first);
        assertThat(names(first))
                .containsExactly(
                        "tree/",
                        "Dockerfile",
                        "ca-bundle.pem",
                        "measure.sh",
                        "tree/x",
                        "cache/",
                        "cache/deep/",
                        "cache/deep/file");
    }

    @Test
    void theDigestOfACacheIsOverNamesAndContents(@TempDir Path one, @TempDir Path other) throws IOException {
        Files.writeString(one.resolve("ab"), "c");
        Files.writeString(other.resolve("a"), "bc");

        assertThat(ContentDigest.of(one)).isNotEqualTo(ContentDigest.of(other));
    }

    private static byte[] written(Path cache) throws IOException {
        var bytes = new ByteArrayOutputStream();
        context(FILES, ARGUMENTS, "").withTrust(new byte[0]).write(bytes, cache, Map.of("k", "v"), Map.of());
        return bytes.toByteArray();
    }

    private static List<String> names(byte[] tar) throws IOException {
        try (var stream = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            var names = new ArrayList<String>();
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                names.add(entry.getName());
            }
            return names;
        }
    }

    private static SortedMap<String, byte[]> with(String path, String content) {
        var files = new TreeMap<>(FILES);
        files.put(path, content.getBytes(UTF_8));
        return files;
    }

    private static BuildContext context(
            SortedMap<String, byte[]> files, SortedMap<String, String> arguments, String cacheKey) {
        return BuildContext.of(LittleWorkload.make(), files, arguments, cacheKey);
    }
}
