package dev.mountmark.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a command took, by the clock next to it and by ours.
///
/// @param clock which clock stood next to the command
/// @param resolutionSeconds its smallest step
/// @param insideSeconds the time by that clock: the result
/// @param outsideSeconds the time as seen by the service, start-up and transport included
/// @param uptimeSeconds the same by the kernel's monotonic clock (steps of 10 ms), absent where there is none
/// @param exitCode of the command
/// @param lastLines what a failed command printed last
public record Timing(
        String clock,
        double resolutionSeconds,
        double insideSeconds,
        double outsideSeconds,
        @Nullable Double uptimeSeconds,
        int exitCode,
        List<String> lastLines) {
    public Timing {
        lastLines = List.copyOf(lastLines);
    }
}
