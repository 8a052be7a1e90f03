package dev.mountmark.workload;

import dev.mountmark.benchmark.TreeSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The twin of `measure.sh tree`: the same answer for the same tree, from this side of a mount.
public final class TreeDigest {
    private final Set<String> exclude = new HashSet<>();
    private final List<byte[]> lines = new ArrayList<>();

    private TreeDigest(List<String> exclude) {
        exclude.forEach(path -> this.exclude.add(FileNames.bytes(path)));
    }

    /// Never follows a link.
    ///
    /// @param exclude relative to `folder`: entries left out, with all that is below them
    /// @throws IOException also when the tree changes under the walk: try again
    public static TreeSummary of(Path folder, List<String> exclude) throws IOException, InterruptedException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        var tree = new TreeDigest(exclude);
        tree.walk(folder, "");
        return tree.summary();
    }

    private void walk(Path folder, String prefix) throws IOException, InterruptedException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                var path = prefix + FileNames.of(entry);
                if (!exclude.contains(path)) {
                    add(entry, path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void add(Path entry, String path) throws IOException, InterruptedException {
        var attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var line = kind(attributes) + " " + (sized(attributes) ? attributes.size() : 0) + " "
                + path.replace("\\", "\\\\").replace("\n", "\\n") + "\n";
        lines.add(line.getBytes(StandardCharsets.ISO_8859_1));
        if (attributes.isDirectory()) {
            walk(entry, path + "/");
        }
    }

    private static char kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return 'f';
        }
        if (attributes.isDirectory()) {
            return 'd';
        }
        return attributes.isSymbolicLink() ? 'l' : 'o';
    }

    private static boolean sized(BasicFileAttributes attributes) {
        return attributes.isRegularFile() || attributes.isSymbolicLink();
    }

    private TreeSummary summary() {
        lines.sort(Arrays::compareUnsigned);
        var digest = Fingerprint.sha256();
        lines.forEach(digest::update);
        return new TreeSummary(lines.size(), "sha256:" + HexFormat.of().formatHex(digest.digest()));
    }
}
