package dev.mountmark.workload;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.SampleOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One sample's folder on the host: `<work directory>/<instance>/<place>`. All that lies below the instance's folder is
/// ours and may be removed.
public final class WorkFolder {
    private static final int LONGEST_NONCE = 1024;

    private final Path workDirectory;
    private final Path instanceFolder;
    private final Path folder;

    private WorkFolder(Path workDirectory, Instance instance, SampleOrder order) {
        this.workDirectory = workDirectory;
        instanceFolder = ours(workDirectory, instance);
        folder = instanceFolder.resolve(order.place());
    }

    /// Names the folder; nothing is made.
    public static WorkFolder of(Path workDirectory, Instance instance, SampleOrder order) {
        return new WorkFolder(workDirectory, instance, order);
    }

    /// Makes it and writes the tree into [#work()].
    ///
    /// @param tree content by path
    /// @param minimumFree bytes that must be free before
    public void create(SortedMap<String, byte[]> tree, long minimumFree) throws MeasuringException {
        try {
            Files.createDirectories(instanceFolder);
            Space.require(workDirectory, minimumFree);
            Files.createDirectory(folder);
            Files.createDirectory(work());
            Trees.write(tree, work());
        } catch (IOException e) {
            throw Space.failure(folder.toString(), workDirectory, e);
        }
    }

    /// The sample's own folder, for what must not lie in the work's tree.
    public Path folder() {
        return folder;
    }

    /// What the work sees as its working folder: mounted at `/work` in a container.
    public Path work() {
        return folder.resolve("work");
    }

    /// A home for native work; not made.
    public Path home() {
        return folder.resolve("home");
    }

    /// For temporary files of native work, on the same disk; not made.
    public Path temporary() {
        return folder.resolve("tmp");
    }

    /// Leaves a word in [#work()] for the other side of a mount.
    public void writeNonce(String name, String value) throws MeasuringException {
        try {
            Files.writeString(work().resolve(name), value + "\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw Space.failure(work().resolve(name).toString(), workDirectory, e);
        }
    }

    /// Takes a word that either side left: reads the file, without following a link, and removes it.
    public String takeNonce(String name) throws MeasuringException {
        var file = work().resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw elsewhere("expected a file " + file + " from the other side of the mount, got none");
        }
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = ByteBuffer.allocate(LONGEST_NONCE);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads on until the end or the limit.
            }
            Files.delete(file);
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw elsewhere("expected that " + file + " can be read and removed here, got " + e);
        }
    }

    /// Removes everything once; never follows a link and never enters a mount.
    ///
    /// @return what is left, by path and with the reason; empty when nothing is
    public List<String> delete() {
        return without(FolderRemoval.of(folder).left());
    }

    /// The same, and what we may not remove is left to somebody who may.
    public List<String> delete(Remover other) throws InterruptedException {
        return without(removed(folder, other));
    }

    /// Removes what earlier samples of this instance left in a work directory.
    ///
    /// @return what is left, as [#delete()] has it
    public static List<String> deleteAll(Path workDirectory, Instance instance) {
        return FolderRemoval.of(ours(workDirectory, instance)).left();
    }

    /// The same, and what we may not remove is left to somebody who may.
    public static List<String> deleteAll(Path workDirectory, Instance instance, Remover other)
            throws InterruptedException {
        return removed(ours(workDirectory, instance), other);
    }

    /// Whoever may remove the files of users that are not ours.
    @FunctionalInterface
    public interface Remover {
        /// Removes a folder with all that is in it.
        ///
        /// @return why that failed, empty when it did not
        Optional<String> remove(Path folder) throws InterruptedException;
    }

    private static List<String> removed(Path folder, Remover other) throws InterruptedException {
        var removal = FolderRemoval.of(folder);
        if (!removal.denied()) {
            return removal.left();
        }
        var reason = other.remove(folder);
        // Looked at again in any case: it is gone when it is seen to be gone.
        var left = new ArrayList<>(FolderRemoval.of(folder).left());
        if (!left.isEmpty()) {
            reason.ifPresent(left::add);
        }
        return List.copyOf(left);
    }

    private List<String> without(List<String> left) {
        if (left.isEmpty()) {
            removeInstanceFolder();
        }
        return left;
    }

    private static Path ours(Path workDirectory, Instance instance) {
        return workDirectory.toAbsolutePath().resolve(instance.id());
    }

    /// The last sample takes the instance's folder with it, so that a work directory elsewhere is left as it was.
    private void removeInstanceFolder() {
        try {
            Files.deleteIfExists(instanceFolder);
        } catch (IOException _) {
            // Others still work there, or nobody may remove it: no sample's folder is left either way.
            return;
        }
    }

    private static MeasuringException elsewhere(String message) {
        return new MeasuringException(new Failure(Failure.Category.MOUNT, null, message));
    }
}
