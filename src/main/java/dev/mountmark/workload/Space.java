package dev.mountmark.workload;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Room on a disk: the one reason for failure that looks different in every program.
public final class Space {
    private static final Pattern FULL = Pattern.compile("No space left on device|ENOSPC|Disk quota exceeded|EDQUOT");

    /// Less than this is as good as none.
    private static final long NOTHING = 1L << 16;

    private Space() {}

    /// Fails with category `space` when less is free.
    public static void require(Path directory, long bytes) throws MeasuringException {
        var free = directory.toFile().getUsableSpace();
        if (free < bytes) {
            throw new MeasuringException(new Failure(
                    Failure.Category.SPACE,
                    null,
                    directory + ": expected at least " + mebibytes(bytes)
                            + " free (mountmark.minimum-free-space), got " + mebibytes(free)
                            + "; make room, or set mountmark.work-directory to another disk"));
        }
    }

    /// Whether these lines of a program's output say that a disk is full.
    public static boolean ranOut(List<String> lines) {
        return lines.stream().anyMatch(line -> FULL.matcher(line).find());
    }

    /// What a command that failed on a full disk is.
    ///
    /// @param disk in words
    public static MeasuringException ranFull(Phase phase, String disk, Timing timing) {
        return new MeasuringException(new Failure(
                Failure.Category.SPACE,
                phase,
                disk + " ran full; make room, or set mountmark.work-directory to another disk",
                timing.exitCode(),
                timing.lastLines()));
    }

    /// Whether so little is free that programs fail, perhaps without a word: their logs lie on the same disk.
    public static boolean ranOut(Path directory) {
        return Files.exists(directory) && directory.toFile().getUsableSpace() < NOTHING;
    }

    /// What a failure to write below a directory is: of category `space` when the disk is full, else `host`.
    static MeasuringException failure(String what, Path directory, IOException cause) {
        var full = ranOut(List.of(cause.toString())) || ranOut(directory);
        var message = full
                ? "The disk of " + directory + " is full: " + what + " could not be written"
                : what + ": expected that it can be written, got " + cause;
        return new MeasuringException(
                new Failure(full ? Failure.Category.SPACE : Failure.Category.HOST, null, message), cause);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
