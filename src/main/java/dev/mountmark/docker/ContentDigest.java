package dev.mountmark.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// SHA-256 over named contents: of an image's parts, and of a cache, which has to be the same byte for byte
/// wherever it is used.
final class ContentDigest {
    private final MessageDigest digest = sha256();

    ContentDigest with(String name, byte[] content) {
        begin(name, content.length);
        digest.update(content);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of all files below a folder.
    static String of(Path folder) throws IOException {
        var content = new ContentDigest();
        for (var path : entries(folder)) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                content.begin(folder.relativize(path).toString(), Files.size(path));
                try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), content.digest)) {
                    Files.copy(path, sink);
                }
            }
        }
        return content.hex();
    }

    /// Folders and files below a folder, in an order of their own; links are left out.
    static List<Path> entries(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                            || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /// Name and length are counted first, so that no content can pass for another's name.
    private void begin(String name, long length) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(bytes.length)
                .putLong(length)
                .flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
