package dev.mountmark.workload;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the kernel under this service keeps of files in memory.
public final class PageCache {
    private static final Path SWITCH = Path.of("/proc/sys/vm/drop_caches");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /// Pages, and the names and sizes of files as well.
    private static final String ALL = "3\n";

    /// A slow disk may have gigabytes to write out.
    private static final Duration WRITING_OUT = Duration.ofMinutes(5);

    private PageCache() {}

    /// Why it cannot be dropped from here, with the way out; empty where it can.
    public static Optional<String> missing() {
        if (!Files.exists(SWITCH)) {
            return Optional.of("cache=cold: expected Linux, where caches can be dropped, got "
                    + System.getProperty("os.name") + " without " + SWITCH + "; take cache=warm");
        }
        return Files.isWritable(SWITCH)
                ? Optional.empty()
                : Optional.of("cache=cold: expected that this service may write " + SWITCH
                        + ", which only root of the host may; run it as root on the host itself, or take cache=warm");
    }

    /// Which start of a kernel this is: the same text on both sides of a container means the same kernel, and so the
    /// same caches. Empty where the system does not tell.
    public static Optional<String> boot() {
        try {
            return Optional.of(Files.readString(BOOT).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Writes out what has changed, then forgets all.
    ///
    /// @throws MeasuringException of category `host` when it is not allowed, `deadline` when the disk is too slow
    public static void drop() throws MeasuringException, InterruptedException {
        try {
            var writing = new ProcessBuilder("sync")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!writing.waitFor(WRITING_OUT.toSeconds(), TimeUnit.SECONDS)) {
                writing.destroyForcibly();
                throw new MeasuringException(new Failure(
                        Failure.Category.DEADLINE,
                        Phase.COMMAND,
                        "cache=cold: expected that sync ends within " + WRITING_OUT.toMinutes()
                                + " min, but it did not"));
            }
            Files.writeString(SWITCH, ALL);
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(
                            Failure.Category.HOST,
                            Phase.COMMAND,
                            "cache=cold: expected that caches can be dropped, got " + e),
                    e);
        }
    }
}
