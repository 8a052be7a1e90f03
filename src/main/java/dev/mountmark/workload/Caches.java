package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The hermetic caches of workloads in the data folder: filled once, the same bytes in every scenario.
@ApplicationScoped
public class Caches {
    /// The cache, when it has been filled.
    public Optional<Path> of(Workload workload) {
        throw new UnsupportedOperationException();
    }

    /// Twelve hexadecimal digits over all that decides what is in the cache.
    public String key(Workload workload) {
        throw new UnsupportedOperationException();
    }

    /// A place beside the caches in which a new one is filled; nothing of it stays unless it is kept.
    public Filling fill(Workload workload) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Keeps a cache that comes as a tar stream.
    ///
    /// @param root first part of the names in the stream, left away: `cache` for `cache/_cacache/…`
    public Path keep(Workload workload, InputStream tar, String root) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// A cache in the making.
    public final class Filling implements AutoCloseable {
        private final Path folder;

        private Filling(Path folder) {
            this.folder = folder;
        }

        /// Where to fill it; empty at first.
        public Path folder() {
            return folder;
        }

        /// Puts it in its place at once, as a whole.
        public Path keep() throws IOException {
            throw new UnsupportedOperationException();
        }

        /// Removes what was not kept.
        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }
    }
}
