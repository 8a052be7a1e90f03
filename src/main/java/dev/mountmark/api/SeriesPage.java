package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Some series.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SeriesPage", description = "Some series, those of a table together.")
public record SeriesPage(
        List<SeriesDocument> series,

        @Schema(
                description = "Where the others are, with the same filters; absent when there are none.",
                examples = "/api/v1/series?after=17")
        @Nullable
        String next) {}
