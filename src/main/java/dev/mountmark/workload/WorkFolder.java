package dev.mountmark.workload;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.SampleOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// One sample's folder on the host: `<work directory>/<instance>/<place>`. All that lies below the instance's folder is
/// ours and may be removed.
public final class WorkFolder {
    private final Path folder;

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /// Names the folder; nothing is made.
    public static WorkFolder of(Path workDirectory, Instance instance, SampleOrder order) {
        return new WorkFolder(workDirectory.resolve(instance.id()).resolve(order.place()));
    }

    /// Makes it and writes the tree into [#work()].
    ///
    /// @param tree content by path
    /// @param minimumFree bytes that must be free before
    public void create(SortedMap<String, byte[]> tree, long minimumFree) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// The sample's own folder, for what must not lie in the work's tree.
    public Path folder() {
        return folder;
    }

    /// What the work sees as its working folder: mounted at `/work` in a container.
    public Path work() {
        return folder.resolve("work");
    }

    /// Leaves a word in [#work()] for the other side of a mount.
    public void writeNonce(String name, String value) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// Takes the word that the other side left, and removes it.
    public String takeNonce(String name) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// Removes everything once; never follows a link and never enters a mount.
    ///
    /// @return what is left, by path and with the reason; empty when nothing is
    public List<String> delete() {
        throw new UnsupportedOperationException();
    }

    /// Removes what earlier samples of this instance left in a work directory.
    ///
    /// @return what is left, as [#delete()] has it
    public static List<String> deleteAll(Path workDirectory, Instance instance) {
        throw new UnsupportedOperationException();
    }
}
