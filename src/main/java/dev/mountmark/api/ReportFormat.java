package dev.mountmark.api;

import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.report.ComparisonCsv;
import dev.mountmark.report.ComparisonDocument;
import dev.mountmark.report.ComparisonMarkdown;
import dev.mountmark.report.ComparisonSvg;
import dev.mountmark.report.ComparisonText;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The forms in which a report of a run, or a comparison of two, can be had; the first is for those who say nothing.
enum ReportFormat {
    TEXT("txt", "text/plain", ComparisonText::of),
    MARKDOWN("md", "text/markdown", ComparisonMarkdown::of),
    CSV("csv", "text/csv", ComparisonCsv::of),
    JSON("json", "application/json", ComparisonDocument::of),
    SVG("svg", "image/svg+xml", ComparisonSvg::of),
    /// Has no media type of its own: by its suffix only. It has no place for a comparison.
    HYPERFINE("hyperfine.json", "application/json", null);

    /// Those of a report.
    static final List<ReportFormat> OF_REPORTS = List.of(values());

    /// Those of a comparison.
    static final List<ReportFormat> OF_COMPARISONS =
            Arrays.stream(values()).filter(format -> format.compared != null).toList();

    private final String suffix;
    private final String mediaType;
    private final @Nullable Function<RunComparison, Object> compared;

    /// @param compared what makes a comparison of two runs, absent where there is no such form of it
    ReportFormat(String suffix, String mediaType, @Nullable Function<RunComparison, Object> compared) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.compared = compared;
    }

    String suffix() {
        return suffix;
    }

    String mediaType() {
        return mediaType;
    }

    /// A text, or what becomes JSON; for [#OF_COMPARISONS] only.
    Object of(RunComparison comparison) {
        return Objects.requireNonNull(compared, suffix).apply(comparison);
    }

    /// An answer in this form, still without its entity.
    Response.ResponseBuilder answer() {
        var answer = Response.ok().type(contentType()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        // Opened by itself an image is a document: it may do nothing but look as it does.
        return this == SVG
                ? answer.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                : answer;
    }

    /// With the character set, which text needs and JSON has not.
    private String contentType() {
        return switch (this) {
            case TEXT, MARKDOWN -> mediaType + ";charset=UTF-8";
            case CSV -> mediaType + ";charset=UTF-8;header=present";
            case JSON, SVG, HYPERFINE -> mediaType;
        };
    }

    static List<String> mediaTypes(List<ReportFormat> offered) {
        return offered.stream().map(ReportFormat::mediaType).distinct().toList();
    }

    static List<String> suffixes(List<ReportFormat> offered) {
        return offered.stream().map(ReportFormat::suffix).toList();
    }

    /// @throws Problem when none of the offered has this suffix
    static ReportFormat suffixed(String suffix, List<ReportFormat> offered) {
        return offered.stream()
                .filter(format -> format.suffix.equals(suffix))
                .findFirst()
                .orElseThrow(() -> Problems.noSuchForm(suffix, suffixes(offered)));
    }

    /// @throws Problem when Accept allows none of the offered
    static ReportFormat accepted(HttpHeaders headers, List<ReportFormat> offered) {
        var types = mediaTypes(offered);
        var type = accepted(headers.getAcceptableMediaTypes(), types)
                .orElseThrow(() -> Problems.notAcceptable(types, headers.getHeaderString(HttpHeaders.ACCEPT)));
        return offered.stream()
                .filter(format -> format.mediaType.equals(type))
                .findFirst()
                .orElseThrow();
    }

    /// The first of the offered that the best of the accepted media types allows.
    ///
    /// @param accepted best first
    static Optional<String> accepted(List<MediaType> accepted, List<String> offered) {
        return accepted.stream()
                .flatMap(range -> offered.stream().filter(offer -> range.isCompatible(MediaType.valueOf(offer))))
                .findFirst();
    }
}
