package dev.mountmark.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One process at a time in a folder. The operating system lets go of it however the process ends.
final class FolderLock implements AutoCloseable {
    /// Closing any channel on a file gives up all of the process's locks on it, so no second one is ever opened.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @param folder by its real path
    /// @throws StartRefusedException when another process has it, naming that one
    static FolderLock take(Path folder, InstantSource clock) throws IOException {
        if (!HELD.add(folder)) {
            throw taken(folder, "process " + ProcessHandle.current().pid() + ", which is this one");
        }
        try {
            return new FolderLock(folder, lock(folder, clock));
        } catch (IOException | RuntimeException problem) {
            HELD.remove(folder);
            throw problem;
        }
    }

    private static FileChannel lock(Path folder, InstantSource clock) throws IOException {
        var file = folder.resolve("lock");
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(folder, holder(file));
            }
            channel.truncate(0);
            var words = ByteBuffer.wrap(words(clock).getBytes(StandardCharsets.UTF_8));
            while (words.hasRemaining()) {
                channel.write(words);
            }
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    private static String words(InstantSource clock) {
        // The machine's name, because a process number says nothing from inside another container.
        return "process " + ProcessHandle.current().pid() + " on " + HostName.own() + " since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n";
    }

    private static String holder(Path file) throws IOException {
        var words = Files.readString(file).strip();
        return words.isEmpty() ? "a process that is starting just now" : words;
    }

    private static StartRefusedException taken(Path folder, String holder) {
        return new StartRefusedException(DataFolder.SETTING + ": expected a folder of our own, got " + folder
                + ", which is in use by " + holder + "; stop that one or set another folder");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } finally {
            HELD.remove(folder);
        }
    }
}
