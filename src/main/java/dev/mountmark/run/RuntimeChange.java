package dev.mountmark.run;

import dev.mountmark.benchmark.Runtime;

/// What has become of a runtime since it was last asked.
public sealed interface RuntimeChange {
    Runtime runtime();

    /// Nothing can be measured on it any more.
    ///
    /// @param reason why not
    record Lost(Runtime runtime, String reason) implements RuntimeChange {}

    /// It can be measured on again, or for the first time since the service began to look.
    record Returned(Runtime runtime) implements RuntimeChange {}
}
