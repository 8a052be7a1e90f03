package dev.mountmark.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A place in which one sample is taken, and which leaves no trace. Its methods are called once each, in the order in
/// which they stand here; [#delete()] always, also when another has failed, and again while it leaves something.
///
/// Every method keeps a deadline of its own and fails with category `deadline` when it passes. An interrupt ends the
/// work at hand: the method stops what runs inside within seconds and throws [InterruptedException].
public interface Sandbox {
    /// Makes folder, volumes and container, and puts the workload's tree in place. Phase `create`.
    void create() throws MeasuringException, InterruptedException;

    /// Starts the container. Phase `start`.
    void start() throws MeasuringException, InterruptedException;

    /// Shows that both sides of every mount are the same folder; fails with category `mount`.
    void prove() throws MeasuringException, InterruptedException;

    /// What is stamped on the sample: kernel, file system, processors, software, … as seen from inside, by name.
    Map<String, String> environment() throws MeasuringException, InterruptedException;

    /// The workload's preparation; not called when it has none. A command that fails is an exit code, not an exception.
    Timing prepare() throws MeasuringException, InterruptedException;

    /// Has the caches of the kernel that does the work written out and forgotten. Called for [Cache#COLD] only; fails
    /// with category `host` where that kernel is another one than ours, or does not let us.
    void dropCaches() throws MeasuringException, InterruptedException;

    /// The command that is measured. A command that fails is an exit code, not an exception.
    Timing command() throws MeasuringException, InterruptedException;

    /// How long after the command's end the other side of a mount saw the same tree; empty where no other side sees it.
    Optional<Duration> settle() throws MeasuringException, InterruptedException;

    /// What is there now, as seen from inside.
    TreeSummary verify() throws MeasuringException, InterruptedException;

    /// Removes everything once, without waiting: what is still there, by name. Empty when nothing is left.
    List<String> delete() throws InterruptedException;

    /// How long, when all else was gone, a volume was still there; asked after the last [#delete()]. Empty
    /// where volumes go with all else.
    default Optional<Duration> released() {
        return Optional.empty();
    }
}
