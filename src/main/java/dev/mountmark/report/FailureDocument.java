package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.Failure;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why something has no result, as JSON.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Failure", description = "Why something has no result.")
public record FailureDocument(
        @Schema(
                description = "What kind of thing went wrong.",
                enumeration = {
                    "engine",
                    "deadline",
                    "image",
                    "command",
                    "wrong-tree",
                    "mount",
                    "clock",
                    "space",
                    "leak",
                    "host",
                    "cancelled",
                    "internal"
                })
        String category,

        @Schema(
                description = "Where; absent when it was outside every phase.",
                enumeration = {
                    "pull", "build", "create", "start", "prepare", "command", "settle", "verify", "delete", "release"
                })
        @Nullable
        String phase,

        @Schema(description = "One sentence: what was expected, what was found.")
        String message,

        @Schema(description = "Of the command; absent when none ended.") @Nullable
        Integer exitCode,

        @Schema(description = "What was printed last, at most 20 lines.")
        List<String> lastLines) {
    public static FailureDocument of(Failure failure) {
        var phase = failure.phase();
        return new FailureDocument(
                failure.category().word(),
                phase == null ? null : phase.word(),
                failure.message(),
                failure.exitCode(),
                failure.lastLines());
    }
}
