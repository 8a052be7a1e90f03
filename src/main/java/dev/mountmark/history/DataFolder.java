package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The folder in which one installation keeps everything, held by one process at a time.
public final class DataFolder implements AutoCloseable {
    static final String SETTING = "mountmark.data-directory";

    private final Path path;
    private final FolderLock lock;
    private final Instance instance;

    private DataFolder(Path path, FolderLock lock, Instance instance) {
        this.path = path;
        this.lock = lock;
        this.instance = instance;
    }

    /// Makes the folder if it is missing and takes hold of it.
    ///
    /// @param folder the value of the setting
    /// @param host the name of this machine when one is set; the machine's own is asked for and kept otherwise
    /// @throws StartRefusedException with the setting's name when it cannot be used
    public static DataFolder open(Path folder, Optional<String> host, InstantSource clock, RandomGenerator random) {
        var path = usable(folder);
        try {
            var lock = FolderLock.take(path, clock);
            try {
                return new DataFolder(path, lock, Identity.of(path, host, random));
            } catch (IOException | RuntimeException problem) {
                lock.close();
                throw problem;
            }
        } catch (IOException problem) {
            throw refused("a folder that can be written to", path, problem);
        }
    }

    public Path path() {
        return path;
    }

    public Path database() {
        return path.resolve("mountmark.db");
    }

    public Instance instance() {
        return instance;
    }

    /// Tells whoever finds the folder taken where this process can be called.
    public void announce(URI address) {
        try {
            lock.announce(address);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Lets another process have the folder.
    @Override
    public void close() {
        lock.close();
    }

    private static Path usable(Path folder) {
        // No shell turns ~ into a home folder here, an unset home is ? in Java, and the driver reads options after a ?.
        if (folder.startsWith("~") || folder.toString().contains("?")) {
            throw new StartRefusedException(SETTING + ": expected a path without ~ and ?, got " + folder);
        }
        var path = folder.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StartRefusedException(SETTING + ": expected a folder, got " + path + ", which is a file");
        }
        try {
            // Its real path: the lock is on the folder, whatever links lead there.
            return Files.createDirectories(path).toRealPath();
        } catch (IOException problem) {
            throw refused("a folder that can be made", path, problem);
        }
    }

    private static StartRefusedException refused(String expected, Path path, IOException problem) {
        return new StartRefusedException(
                SETTING + ": expected " + expected + ", got " + path + " (" + reason(problem) + ")");
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileSystemException failed
            when failed.getReason() != null -> failed.getReason() + ": " + failed.getFile();
            case NoSuchFileException missing -> "no files can be made there: " + missing.getFile();
            case FileSystemException failed -> "failed at " + failed.getFile();
            default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
        };
    }
}
