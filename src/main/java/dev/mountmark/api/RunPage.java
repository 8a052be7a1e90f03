package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.report.RunDocument;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some runs, newest first.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RunPage", description = "Some runs, newest first.")
public record RunPage(
        @Schema(description = "Without their results.") List<RunDocument> runs,

        @Schema(
                description = "Where the older ones are, with the same filters; absent when there are none.",
                examples = "/api/v1/runs?before=20261123t004512-7qx3fa")
        @Nullable
        String next) {}
