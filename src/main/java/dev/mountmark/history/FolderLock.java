package dev.mountmark.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
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
            throw new FolderTakenException(
                    folder, "process " + ProcessHandle.current().pid() + ", which is this one", null);
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
                var holder = LockHolder.read(Files.readString(file));
                throw new FolderTakenException(folder, holder.words(), holder.address());
            }
            channel.truncate(0);
            write(channel, LockHolder.thisProcess(clock));
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    /// Lets others know where to call the holder.
    void announce(URI address) throws IOException {
        write(channel, address + "\n");
    }

    private static void write(FileChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
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
