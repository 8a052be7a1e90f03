package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hermetic caches of workloads in the data folder: filled once, the same bytes in every scenario.
@ApplicationScoped
public class Caches {
    private static final int KEY_DIGITS = 12;
    private static final String UNFINISHED = ".filling-";

    private final WorkloadFiles files;
    private final Path folder;

    public Caches(WorkloadFiles files, WorkloadSettings settings) {
        this.files = files;
        folder = settings.dataDirectory().toAbsolutePath().resolve("caches");
    }

    /// The cache, when it has been filled.
    public Optional<Path> of(Workload workload) {
        return Optional.of(place(workload)).filter(Files::isDirectory);
    }

    /// Twelve hexadecimal digits over all that decides what is in the cache.
    public String key(Workload workload) {
        var cache = workload.image().cache();
        return new Fingerprint()
                .with("cache", cache == null ? "" : cache)
                .withFiles(files.tree(workload))
                .hex()
                .substring(0, KEY_DIGITS);
    }

    /// A place beside the caches in which a new one is filled; nothing of it stays unless it is kept.
    public Filling fill(Workload workload) throws IOException {
        Files.createDirectories(folder);
        var filling = new Filling(workload, Files.createTempDirectory(folder, UNFINISHED));
        Files.createDirectory(filling.folder());
        Files.createDirectory(filling.scratch());
        return filling;
    }

    /// Keeps a cache that comes as a tar stream.
    ///
    /// @param root first part of the names in the stream, left away: `cache` for `cache/_cacache/…`
    public Path keep(Workload workload, InputStream tar, String root) throws IOException {
        try (var filling = fill(workload)) {
            CacheArchive.unpack(tar, root, filling.folder());
            return filling.keep();
        }
    }

    /// Removes what was being filled when the service was killed.
    ///
    /// @return what could not be removed, by path
    public List<String> removeUnfinished() throws IOException {
        var left = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (var unfinished = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
                unfinished.forEach(path -> left.addAll(FolderRemoval.of(path).left()));
            }
        }
        return left;
    }

    private Path place(Workload workload) {
        return folder.resolve(workload.name() + "-" + key(workload));
    }

    /// A cache in the making.
    public final class Filling implements AutoCloseable {
        private final Workload workload;
        private final Path temporary;

        private Filling(Workload workload, Path temporary) {
            this.workload = workload;
            this.temporary = temporary;
        }

        /// Where to fill it; empty at first.
        public Path folder() {
            return temporary.resolve("cache");
        }

        /// A place for what is needed while filling, removed with it.
        public Path scratch() {
            return temporary.resolve("scratch");
        }

        /// Puts it in its place at once, as a whole. One that was kept meanwhile stays.
        public Path keep() throws IOException {
            var place = place(workload);
            if (!Files.isDirectory(place)) {
                Files.move(folder(), place, StandardCopyOption.ATOMIC_MOVE);
            }
            return place;
        }

        /// Removes what was not kept.
        @Override
        public void close() {
            FolderRemoval.of(temporary);
        }
    }
}
