package dev.mountmark.run;

import dev.mountmark.benchmark.RuntimeStatus;
import java.util.List;

/// Somebody has looked at the runtimes: told to whoever shows them.
///
/// @param statuses all of them, the host first
public record RuntimesFound(List<RuntimeStatus> statuses) {
    public RuntimesFound {
        statuses = List.copyOf(statuses);
    }
}
