package dev.mountmark.api;

import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.report.ComparisonCsv;
import dev.mountmark.report.ComparisonDocument;
import dev.mountmark.report.ComparisonMarkdown;
import dev.mountmark.report.ComparisonText;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The forms in which a comparison can be had; the first is for those who say nothing.
enum ComparisonFormat {
    TEXT("txt", "text/plain"),
    MARKDOWN("md", "text/markdown"),
    CSV("csv", "text/csv"),
    JSON("json", "application/json");

    private final String suffix;
    private final String mediaType;

    ComparisonFormat(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    /// With the character set, which text needs and JSON has not.
    String contentType() {
        return switch (this) {
            case TEXT, MARKDOWN, CSV -> mediaType + ";charset=UTF-8";
            case JSON -> mediaType;
        };
    }

    Object of(RunComparison comparison) {
        return switch (this) {
            case TEXT -> ComparisonText.of(comparison);
            case MARKDOWN -> ComparisonMarkdown.of(comparison);
            case CSV -> ComparisonCsv.of(comparison);
            case JSON -> ComparisonDocument.of(comparison);
        };
    }

    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(format -> format.mediaType).toList();
    }

    static List<String> suffixes() {
        return Arrays.stream(values()).map(format -> format.suffix).toList();
    }

    static Optional<ComparisonFormat> suffixed(String suffix) {
        return Arrays.stream(values())
                .filter(format -> format.suffix.equals(suffix))
                .findFirst();
    }

    /// @param accepted best first
    static Optional<ComparisonFormat> accepted(List<MediaType> accepted) {
        return ReportFormat.accepted(accepted, mediaTypes())
                .flatMap(type -> Arrays.stream(values())
                        .filter(format -> format.mediaType.equals(type))
                        .findFirst());
    }
}
