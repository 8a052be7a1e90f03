package dev.mountmark.benchmark;

import java.time.Instant;

/// That a run is left out of comparisons, of the newest results and of series. Nothing of it is deleted.
///
/// @param reason of the one who asked, see [Reason]
/// @param since when it was first excluded; a new reason does not change that
public record Exclusion(String reason, Instant since) {
    public Exclusion {
        Reason.checked(reason);
    }
}
