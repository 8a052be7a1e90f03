package dev.mountmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One workload's folder, read once: what is measured stays what its digest says.
///
/// @param name of the folder
/// @param place where the folder is, for messages
/// @param builtIn whether it is inside the program, and so its form known to be right by a test
/// @param files content by path relative to it, with `/` between its parts
record WorkloadSource(String name, String place, boolean builtIn, SortedMap<String, byte[]> files) {
    static final String DEFINITION = "workload.yaml";
    /// More than this is no small tree to start from: large ones are made by `prepare` or come from the cache.
    static final long MOST_BYTES = 64L << 20;

    private static final String INDEX = "index";

    WorkloadSource {
        files = Collections.unmodifiableSortedMap(files);
    }

    /// Those inside the program. A native program has no class path to list, so an index names their files.
    static List<WorkloadSource> inside() {
        var sources = new TreeMap<String, SortedMap<String, byte[]>>();
        new String(resource(INDEX), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(path -> {
                    var slash = path.indexOf('/');
                    sources.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
                            .put(path.substring(slash + 1), resource(path));
                });
        return sources.entrySet().stream()
                .map(source -> new WorkloadSource(
                        source.getKey(), "built-in workloads/" + source.getKey(), true, source.getValue()))
                .toList();
    }

    /// Those in the folders of a folder that have a `workload.yaml`.
    static List<WorkloadSource> below(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidWorkloadException(
                    "mountmark.workload-directories",
                    "expected folders that hold workloads, got " + directory + ", which is none");
        }
        var sources = new ArrayList<WorkloadSource>();
        try (var folders = Files.newDirectoryStream(directory, folder -> Files.exists(folder.resolve(DEFINITION)))) {
            for (var folder : folders) {
                sources.add(read(folder));
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        return sources;
    }

    private static WorkloadSource read(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try {
            Files.walkFileTree(folder, new Reader(folder, files));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return new WorkloadSource(folder.getFileName().toString(), folder.toString(), false, files);
    }

    private static InvalidWorkloadException unreadable(Path folder, IOException cause) {
        var exception = new InvalidWorkloadException(
                folder.toString(), "expected a folder that can be read, got " + cause + "; make it readable for us");
        exception.initCause(cause);
        return exception;
    }

    private static byte[] resource(String path) {
        try (var stream = WorkloadSource.class.getResourceAsStream("/workloads/" + path)) {
            if (stream == null) {
                throw new IllegalStateException("workloads/" + path + " is missing in this program.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SortedMap<String, byte[]> files;
        private long bytes;

        Reader(Path folder, SortedMap<String, byte[]> files) {
            this.folder = folder;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile()) {
                throw new InvalidWorkloadException(
                        file.toString(),
                        "expected files and folders only, got a link or a special file; put a copy there");
            }
            bytes += attributes.size();
            if (bytes > MOST_BYTES) {
                throw new InvalidWorkloadException(
                        folder.toString(),
                        "expected at most " + MOST_BYTES
                                + " bytes, got more; let image.cache or prepare make what is large");
            }
            files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            return FileVisitResult.CONTINUE;
        }
    }
}
