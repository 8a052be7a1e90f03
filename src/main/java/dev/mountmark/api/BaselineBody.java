package dev.mountmark.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a level is to be the baseline.
@RegisterForReflection
@Schema(name = "BaselineRequest", description = "Why the newest level is to be the baseline.")
public record BaselineBody(
        @Schema(
                description = "Without control characters.",
                required = true,
                minLength = 1,
                maxLength = 500,
                examples = "the new engine is slower, and we stay with it")
        @Nullable
        String reason) {}
