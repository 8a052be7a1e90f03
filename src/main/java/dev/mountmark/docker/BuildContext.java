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
    static final String NPM_REGISTRY = "NPM_REGISTRY";
    /// The command that fills the cache, where the context brings none.
    static final String FILL = "FILL_CACHE";
    static final String VOLUME_PATH = "VOLUME_PATH";

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
    /// @param marks labels for what a build leaves when it comes to no end
    void write(OutputStream target, @Nullable Path cache, Map<String, String> marks) throws IOException {
        try (var tar = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            // Always there, so that a Dockerfile can name it; a workload may start from nothing.
            folder(tar, TREE);
            for (var file : files.entrySet()) {
                var content = file.getKey().equals(DOCKERFILE) ? marked(file.getValue(), marks) : file.getValue();
                put(tar, file.getKey(), file.getKey().equals(Wrapper.FILE) ? EXECUTABLE : PLAIN, content);
            }
            // Always there, so that a Dockerfile can name it; empty when it has to be filled.
            folder(tar, CACHE);
            if (cache != null) {
                putAll(tar, cache);
            }
        }
    }

    /// Labels given for a build stand on its last image only; a step in between has those of its Dockerfile.
    static byte[] marked(byte[] dockerfile, Map<String, String> marks) {
        var line = new StringBuilder();
        new TreeMap<>(marks)
                .forEach((name, value) -> line.append("\nLABEL ")
                        .append(name)
                        .append("=\"")
                        .append(value)
                        .append('"'));
        return FROM.matcher(new String(dockerfile, StandardCharsets.UTF_8))
                .replaceAll(from -> Matcher.quoteReplacement(from.group(1) + line))
                .getBytes(StandardCharsets.UTF_8);
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
