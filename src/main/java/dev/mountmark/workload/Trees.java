package dev.mountmark.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;

/// Puts files of a workload into a folder.
public final class Trees {
    private Trees() {}

    /// @param tree content by path, with `/` between its parts
    /// @param folder that is there, and has none of them
    public static void write(SortedMap<String, byte[]> tree, Path folder) throws IOException {
        for (var file : tree.entrySet()) {
            var path = folder.resolve(file.getKey());
            if (!path.normalize().startsWith(folder.normalize())) {
                throw new IOException("expected a path below " + folder + ", got " + file.getKey());
            }
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }
}
