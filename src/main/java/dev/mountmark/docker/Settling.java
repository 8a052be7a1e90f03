package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.TreeDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Waits until this side of a mount shows the tree that the command made on the other.
///
/// @param folder the working folder, as it is here
/// @param workload what must be in it
record Settling(Path folder, Workload workload) {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /// @param since when the command ended, by [System#nanoTime()]
    /// @param inside what the other side sees; asked once, when this side sees something else: a wrong tree
    ///     never settles
    /// @return from then to the start of the first walk that found the tree; empty when the tree is wrong
    ///     inside
    Optional<Duration> await(long since, Inside inside) throws MeasuringException, InterruptedException {
        var deadline = System.nanoTime() + workload.deadlines().settle().toNanos();
        var asked = false;
        while (true) {
            var begin = System.nanoTime();
            if (expected().equals(seen())) {
                return Optional.of(Duration.ofNanos(begin - since));
            }
            if (!asked && !expected().equals(inside.tree())) {
                return Optional.empty();
            }
            asked = true;
            if (System.nanoTime() > deadline) {
                throw late();
            }
            Thread.sleep(PAUSE);
        }
    }

    private TreeSummary expected() {
        return workload.verify().tree();
    }

    /// A tree that is still changing cannot be read and is none yet.
    private TreeSummary seen() throws InterruptedException {
        try {
            return TreeDigest.of(
                    folder.resolve(workload.verify().path()), workload.verify().exclude());
        } catch (IOException _) {
            return new TreeSummary(-1, "");
        }
    }

    private MeasuringException late() {
        return new MeasuringException(new Failure(
                Category.DEADLINE,
                Phase.SETTLE,
                "settle: expected the host to see the container's tree within %s s, which it did not"
                        .formatted(workload.deadlines().settle().toSeconds())));
    }

    @FunctionalInterface
    interface Inside {
        TreeSummary tree() throws MeasuringException, InterruptedException;
    }
}
