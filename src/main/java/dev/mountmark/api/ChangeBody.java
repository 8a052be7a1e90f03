package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change that a person knows of.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ChangeRequest", description = "A change that is known of: either `run` or `at`, and why.")
public record ChangeBody(
        @Schema(description = "The first run after it.", examples = "20261123t004512-7qx3fa") @Nullable
        String run,

        @Schema(description = "When it came (RFC 3339).", examples = "2026-11-23T00:45:12Z") @Nullable
        String at,

        @Schema(
                description = "Without control characters.",
                required = true,
                minLength = 1,
                maxLength = 500,
                examples = "moved to the new disk")
        @Nullable
        String reason) {}
