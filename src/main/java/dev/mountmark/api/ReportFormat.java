package dev.mountmark.api;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The forms in which a report can be had; the first is for those who say nothing.
enum ReportFormat {
    TEXT("txt", "text/plain"),
    MARKDOWN("md", "text/markdown"),
    CSV("csv", "text/csv"),
    JSON("json", "application/json"),
    SVG("svg", "image/svg+xml"),
    /// Has no media type of its own: by its suffix only.
    HYPERFINE("hyperfine.json", "application/json");

    private final String suffix;
    private final String mediaType;

    ReportFormat(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    String suffix() {
        return suffix;
    }

    String mediaType() {
        return mediaType;
    }

    /// With the character set, which text needs and JSON has not.
    String contentType() {
        return switch (this) {
            case TEXT, MARKDOWN -> mediaType + ";charset=UTF-8";
            case CSV -> mediaType + ";charset=UTF-8;header=present";
            case JSON, SVG, HYPERFINE -> mediaType;
        };
    }

    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(ReportFormat::mediaType).distinct().toList();
    }

    static Optional<ReportFormat> suffixed(String suffix) {
        return Arrays.stream(values())
                .filter(format -> format.suffix.equals(suffix))
                .findFirst();
    }

    /// The first of the offered that the best of the accepted media types allows.
    ///
    /// @param accepted best first
    static Optional<String> accepted(List<MediaType> accepted, List<String> offered) {
        return accepted.stream()
                .flatMap(range -> offered.stream().filter(offer -> range.isCompatible(MediaType.valueOf(offer))))
                .findFirst();
    }

    static Optional<ReportFormat> accepted(List<MediaType> accepted) {
        return accepted(accepted, mediaTypes())
                .flatMap(type -> Arrays.stream(values())
                        .filter(format -> format.mediaType.equals(type))
                        .findFirst());
    }
}
