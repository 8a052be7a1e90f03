package dev.mountmark.benchmark;

import java.time.Instant;

/// That a run is left out of comparisons, of the newest results and of series. Nothing of it is deleted.
///
/// @param reason of the one who asked, 1 to [#LONGEST_REASON] characters
/// @param since when it was first excluded; a new reason does not change that
public record Exclusion(String reason, Instant since) {
    public static final int LONGEST_REASON = 500;

    public Exclusion {
        if (reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(
                    "reason",
                    "expected a text of 1 to " + LONGEST_REASON + " characters without control characters, got "
                            + (reason.isBlank() ? "none" : reason.length() + " characters"));
        }
    }
}
