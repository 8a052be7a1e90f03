package dev.mountmark.workload;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import java.util.Map;

/// The script `measure.sh` that runs next to the work, and what its answers mean. An answer that cannot be read, or
/// says `error …`, is a [MeasuringException].
public final class Wrapper {
    private Wrapper() {}

    /// The script itself.
    public static byte[] script() {
        throw new UnsupportedOperationException();
    }

    /// The answer of `time`.
    ///
    /// @param outsideSeconds how long the call took as seen from here
    public static Timing timing(String stdout, double outsideSeconds) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// The answer of `tree`.
    public static TreeSummary tree(String stdout) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// The answer of `facts`: `kernel`, `cpus`, `memoryBytes`, `load1`, `fileSystem`, `mountOptions`, `software.node`,
    /// …
    public static Map<String, String> facts(String stdout) throws MeasuringException {
        throw new UnsupportedOperationException();
    }

    /// The answer of `nonce read`.
    public static String nonce(String stdout) throws MeasuringException {
        throw new UnsupportedOperationException();
    }
}
