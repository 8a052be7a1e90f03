package dev.mountmark.docker;

import dev.mountmark.benchmark.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One thing asked of an engine.
///
/// @param phase that it belongs to, absent outside every phase
/// @param words what it is, for messages: `start the container`
/// @param deadline after which it is given up
record Step(@Nullable Phase phase, String words, Duration deadline) {
    Step(String words, Duration deadline) {
        this(null, words, deadline);
    }
}
