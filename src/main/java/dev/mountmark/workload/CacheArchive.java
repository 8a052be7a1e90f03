package dev.mountmark.workload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads a cache from the tar stream in which an engine hands out files. It was made in a container, so nothing in it
/// is trusted: only files and folders, and only below the folder given.
final class CacheArchive {
    private CacheArchive() {}

    static void unpack(InputStream tar, String root, Path folder) throws IOException {
        // Closing would wait for the rest of a stream that belongs to somebody else.
        @SuppressWarnings("resource")
        var entries = new TarArchiveInputStream(tar);
        for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            var path = below(folder, root, entry.getName());
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
                Files.createDirectories(path.getParent());
                Files.copy(entries, path);
            } else {
                throw new IOException("expected files and folders in the cache, got " + entry.getName());
            }
        }
    }

    private static Path below(Path folder, String root, String name) throws IOException {
        var relative = Path.of(name).normalize();
        if (!relative.startsWith(root)) {
            throw new IOException("expected names below " + root + "/ in the cache, got " + name);
        }
        return folder.resolve(Path.of(root).relativize(relative));
    }
}
