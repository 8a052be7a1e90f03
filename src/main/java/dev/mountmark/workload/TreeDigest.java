package dev.mountmark.workload;

import dev.mountmark.benchmark.TreeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The twin of `measure.sh tree`: the same answer for the same tree, from this side of a mount.
public final class TreeDigest {
    private TreeDigest() {}

    /// Never follows a link.
    ///
    /// @param exclude relative to `folder`: entries left out, with all that is below them
    /// @throws IOException also when the tree changes under the walk: try again
    public static TreeSummary of(Path folder, List<String> exclude) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
