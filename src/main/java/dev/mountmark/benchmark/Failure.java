package dev.mountmark.benchmark;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why something has no result.
///
/// @param category what kind of thing went wrong
/// @param phase where, absent when it was outside every phase
/// @param message one sentence that names what was expected and what was found
/// @param exitCode of the command, absent when no command ended
/// @param lastLines what was printed last, at most [#MOST_LINES]
public record Failure(
        Category category,
        @Nullable Phase phase,
        String message,
        @Nullable Integer exitCode,
        List<String> lastLines) {
    public static final int MOST_LINES = 20;

    public Failure {
        lastLines = List.copyOf(
                lastLines.size() > MOST_LINES
                        ? lastLines.subList(lastLines.size() - MOST_LINES, lastLines.size())
                        : lastLines);
    }

    public Failure(Category category, @Nullable Phase phase, String message) {
        this(category, phase, message, null, List.of());
    }

    /// Kinds of failure.
    public enum Category {
        /// The engine does not answer, refuses, or died.
        ENGINE,
        /// A step took longer than its deadline.
        DEADLINE,
        /// The image could not be had or built.
        IMAGE,
        /// A command ended with an exit code other than 0.
        COMMAND,
        /// What was there afterwards is not what the workload says.
        WRONG_TREE,
        /// The two sides of a bind mount are not the same folder.
        MOUNT,
        /// The clocks contradict each other.
        CLOCK,
        /// A disk is full.
        SPACE,
        /// Something could not be removed.
        LEAK,
        /// The host lacks a tool, or does not let us work.
        HOST,
        /// Stopped on request, or by the end of the service.
        CANCELLED,
        /// A mistake of ours.
        INTERNAL;

        /// The word used in JSON and metrics.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
