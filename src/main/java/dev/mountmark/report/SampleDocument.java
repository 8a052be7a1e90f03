package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.statistics.Outliers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One execution of one benchmark, as JSON.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Sample", description = "One execution of one benchmark.")
public record SampleDocument(
        @Schema(description = "In its run, from 1, in the order in which samples were taken.")
        int number,

        @Schema(description = "From 1; warm-up rounds first.")
        int round,

        @Schema(description = "Kept and marked, not counted.")
        boolean warmup,

        @Schema(description = "RFC 3339, UTC.") Instant startedAt,

        @Schema(enumeration = {"succeeded", "failed", "cancelled"})
        String outcome,

        @Schema(
                description = "By which rules it stands apart from the other counted samples; it counts all the same."
                        + " Absent where by none.",
                enumeration = {"modified-z-score", "tukey-fences"})
        @Nullable
        List<String> outlier,

        @Schema(description = "Seconds of each phase that was reached, by its name; `command` is the result.")
        Map<String, Double> phases,

        @Schema(description = "How the command was timed; absent when it did not end.") @Nullable
        ClockDocument clock,

        @Schema(description = "What was true at the time, by name, as seen from inside.")
        SortedMap<String, String> environment,

        @Schema(description = "Why there is no result; absent when there is one.") @Nullable
        FailureDocument failure) {
    /// Without the marks of an outlier, which only its result can tell.
    public static SampleDocument of(Sample sample) {
        return of(sample, List.of());
    }

    /// Those of one result, each counted one marked where it stands apart.
    static List<SampleDocument> of(List<Sample> samples) {
        var counted = samples.stream().filter(Sample::counted).toList();
        if (counted.isEmpty()) {
            return samples.stream().map(SampleDocument::of).toList();
        }
        var outliers = Outliers.of(counted.stream().mapToDouble(Sample::seconds).toArray());
        var places = new HashMap<Integer, Integer>();
        counted.forEach(sample -> places.put(sample.number(), places.size()));
        return samples.stream()
                .map(sample -> of(sample, marks(places.getOrDefault(sample.number(), -1), outliers)))
                .toList();
    }

    private static List<String> marks(int index, Outliers outliers) {
        return Stream.of(
                        outliers.byModifiedScore().contains(index) ? "modified-z-score" : null,
                        outliers.byFences().contains(index) ? "tukey-fences" : null)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private static SampleDocument of(Sample sample, List<String> marks) {
        var timing = sample.timing();
        var failure = sample.failure();
        return new SampleDocument(
                sample.number(),
                sample.round(),
                sample.warmup(),
                sample.startedAt(),
                sample.outcome().word(),
                marks.isEmpty() ? null : marks,
                ResultDocument.phases(sample.phases()),
                timing == null ? null : ClockDocument.of(timing),
                new TreeMap<>(sample.environment()),
                failure == null ? null : FailureDocument.of(failure));
    }

    /// Which clock, and what the others said.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Clock", description = "How the command was timed.")
    public record ClockDocument(
            @Schema(description = "The clock next to the command.", examples = "bash-EPOCHREALTIME")
            String name,

            double resolutionSeconds,

            @Schema(description = "By that clock: the result.")
            double insideSeconds,

            @Schema(description = "As seen by the service, start-up and transport included.")
            double outsideSeconds,

            @Schema(description = "By the kernel's monotonic clock; absent where there is none.") @Nullable
            Double uptimeSeconds) {
        static ClockDocument of(Timing timing) {
            return new ClockDocument(
                    timing.clock(),
                    timing.resolutionSeconds(),
                    timing.insideSeconds(),
                    timing.outsideSeconds(),
                    timing.uptimeSeconds());
        }
    }
}
