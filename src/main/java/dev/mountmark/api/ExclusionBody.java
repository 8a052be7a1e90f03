package dev.mountmark.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Why a run is to be left out.
@RegisterForReflection
@Schema(name = "ExclusionRequest", description = "Why the run is to be left out.")
public record ExclusionBody(
        @Schema(
                description = "Without control characters.",
                required = true,
                minLength = 1,
                maxLength = 500,
                examples = "the laptop was on battery")
        @Nullable
        String reason) {}
