package dev.mountmark.docker;

import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Wrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/// All that a workload's image is made of.
final class BuildContext {
    static final String DOCKERFILE = "Dockerfile";
    static final String CA_BUNDLE = "ca-bundle.pem";
    static final String TREE = "tree";
    static final String CACHE = "cache";
    static final String BASE = "BASE_IMAGE";
    static final String VOLUME_PATH = "VOLUME_PATH";
    /// The command that fills the cache, where the context brings none.
    static final String FILL = "FILL_CACHE";
    static final String NPM_REGISTRY = "NPM_REGISTRY";

    private static final Pattern FROM = Pattern.compile("(?im)^([ \\t]*FROM[ \\t].*)$");
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int KEY_DIGITS = 12;

    private final Workload workload;
    private final SortedMap<String, byte[]> files;
    private final SortedMap<String, String> arguments;
    private final String key;

    private BuildContext(
            Workload workload, SortedMap<String, byte[]> files, SortedMap<String, String> arguments, String key) {
        this.workload = workload;
        this.files = files;
        this.arguments = arguments;
        this.key = key;
    }

    /// @param workload for whom
    /// @param files content by path: `Dockerfile`, `measure.sh`, `tree/…`
    /// @param arguments of the build that change what comes out
    /// @param cacheKey what decides the content of the cache
    static BuildContext of(
            Workload workload, SortedMap<String, byte[]> files, SortedMap<String, String> arguments, String cacheKey) {
        var digest = new ContentDigest().with("cache", cacheKey.getBytes(StandardCharsets.UTF_8));
        arguments.forEach((name, value) -> digest.with(name, value.getBytes(StandardCharsets.UTF_8)));
        files.forEach(digest::with);
        return new BuildContext(workload, new TreeMap<>(files), new TreeMap<>(arguments), digest.hex());
    }

    Map<String, String> arguments() {
        return arguments;
    }

    /// The same with certificates to trust while building, which change nothing of what is built.
    BuildContext withTrust(byte[] certificates) {
        var more = new TreeMap<>(files);
        more.put(CA_BUNDLE, certificates);
        return new BuildContext(workload, more, arguments, key);
    }

    /// 64 hexadecimal digits over everything that decides what is in the image.
    String key() {
        return key;
    }

    String tag() {
        return "mountmark/" + workload.name() + ":" + key.substring(0, KEY_DIGITS);
    }

    /// Labels of the finished image.
    ///
    /// @param cacheDigest of what came with the context, absent when the image filled its cache itself
    Map<String, String> labels(Map<String, String> instance, @Nullable String cacheDigest) {
        var labels = new TreeMap<>(instance);
        labels.put(Labels.WORKLOAD, workload.name().value());
        labels.put(Labels.IMAGE_KEY, key);
        labels.put(Labels.BUILD, Labels.FINISHED);
        if (cacheDigest != null) {
            labels.put(Labels.CACHE, cacheDigest);
        }
        return labels;
    }

    /// Writes it as the engine wants it. The same content gives the same bytes.
    ///
    /// @param cache to send along, absent when there is none yet
    /// @param marks labels of what a build leaves when it comes to no end
    /// @param labels of the finished image
    void write(OutputStream target, @Nullable Path cache, Map<String, String> marks, Map<String, String> labels)
            throws IOException {
        try (var tar = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            // Always there, so that a Dockerfile can name it; a workload may start from nothing.
            folder(tar, TREE);
            for (var file : files.entrySet()) {
                var content =
                        file.getKey().equals(DOCKERFILE) ? marked(file.getValue(), marks, labels) : file.getValue();
                put(tar, file.getKey(), file.getKey().equals(Wrapper.FILE) ? EXECUTABLE : PLAIN, content);
            }
            // Always there, so that a Dockerfile can name it; empty when it has to be filled.
            folder(tar, CACHE);
            if (cache != null) {
                putAll(tar, cache);
            }
        }
    }

    /// Labels given beside a build make an image each, and stand on none of those in between: so both are
    /// written here.
    static byte[] marked(byte[] dockerfile, Map<String, String> marks, Map<String, String> labels) {
        var mark = Matcher.quoteReplacement("\n" + label(marks));
        return (FROM.matcher(new String(dockerfile, StandardCharsets.UTF_8)).replaceAll("$1" + mark) + "\n"
                        + label(labels) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String label(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                        .collect(Collectors.joining(" ", "LABEL ", ""));
    }

    private static void putAll(TarArchiveOutputStream tar, Path cache) throws IOException {
        for (var path : ContentDigest.entries(cache)) {
            var name = CACHE + "/" + cache.relativize(path).toString().replace('\\', '/');
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                folder(tar, name);
            } else {
                var entry = entry(name, PLAIN);
                entry.setSize(Files.size(path));
                tar.putArchiveEntry(entry);
                Files.copy(path, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private static void folder(TarArchiveOutputStream tar, String name) throws IOException {
        tar.putArchiveEntry(entry(name + "/", EXECUTABLE));
        tar.closeArchiveEntry();
    }

    private static void put(TarArchiveOutputStream tar, String name, int mode, byte[] content) throws IOException {
        var entry = entry(name, mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, int mode) {
        var entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        return entry;
    }
}
