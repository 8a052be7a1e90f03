package dev.mountmark.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why something is to be done that a person decides on.
@RegisterForReflection
@Schema(name = "ReasonRequest", description = "Why it is to be done.")
public record ReasonBody(
        @Schema(
                description = "Without control characters.",
                required = true,
                minLength = 1,
                maxLength = 500,
                examples = "the laptop was on battery")
        @Nullable
        String reason) {
    /// Empty, which is none, where it is absent.
    String given() {
        return Objects.requireNonNullElse(reason, "");
    }
}
