package dev.mountmark.run;

import dev.mountmark.benchmark.RuntimeStatus;
import java.util.List;

/// Somebody has looked at the runtimes: told to whoever shows them.
///
/// @param statuses all of them, the host first
/// @param changes since they were looked at before; none the first time
public record RuntimesFound(List<RuntimeStatus> statuses, List<RuntimeChange> changes) {
    public RuntimesFound {
        statuses = List.copyOf(statuses);
        changes = List.copyOf(changes);
    }
}
