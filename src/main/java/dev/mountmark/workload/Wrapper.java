package dev.mountmark.workload;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The script `measure.sh` that runs next to the work, and what its answers mean. An answer that cannot be read, or
/// says `error …`, is a [MeasuringException].
public final class Wrapper {
    /// Its name wherever it is put.
    public static final String FILE = "measure.sh";

    private Wrapper() {}

    /// The script itself.
    public static byte[] script() {
        try (var stream = Objects.requireNonNull(Wrapper.class.getResourceAsStream(FILE), FILE)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer of `time`.
    ///
    /// @param outsideSeconds how long the call took as seen from here
    public static Timing timing(String stdout, double outsideSeconds) throws MeasuringException {
        var answer = WrapperAnswer.of(stdout);
        // Decimal, as a double cannot tell the microseconds of two dates apart.
        var inside = answer.decimal("endSeconds").subtract(answer.decimal("beginSeconds"));
        if (inside.signum() < 0) {
            throw new MeasuringException(new Failure(
                    Failure.Category.CLOCK,
                    null,
                    "expected that a command ends after it began, got an end "
                            + inside.negate().toPlainString() + " s before: somebody set the clock"));
        }
        var uptime = answer.has("uptimeBeginSeconds") && answer.has("uptimeEndSeconds")
                ? (Double) answer.decimal("uptimeEndSeconds")
                        .subtract(answer.decimal("uptimeBeginSeconds"))
                        .doubleValue()
                : null;
        return new Timing(
                answer.one("clock"),
                answer.decimal("resolutionSeconds").doubleValue(),
                inside.doubleValue(),
                outsideSeconds,
                uptime,
                answer.whole("exit"),
                answer.all("log"));
    }

    /// The answer of `tree`.
    public static TreeSummary tree(String stdout) throws MeasuringException {
        var answer = WrapperAnswer.of(stdout);
        return new TreeSummary(answer.whole("entries"), answer.one("digest"));
    }

    /// The answer of `facts` and of `mount`: `kernel`, `machine`, `cpus`, `memoryBytes`, `load1`, `busyCpus`, `power`,
    /// `fileSystem`, `mountOptions`, `software.node`, …
    public static Map<String, String> facts(String stdout) throws MeasuringException {
        return new TreeMap<>(WrapperAnswer.of(stdout).first());
    }

    /// The answer of `boot`: names one start of one kernel.
    public static String boot(String stdout) throws MeasuringException {
        return WrapperAnswer.of(stdout).one("boot");
    }

    /// The answer of `nonce read` and `nonce write`.
    public static String nonce(String stdout) throws MeasuringException {
        return WrapperAnswer.of(stdout).one("nonce");
    }
}
