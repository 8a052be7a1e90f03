package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.statistics.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A run in the form of `hyperfine --export-json` (1.x), for the scripts that read it.
///
/// A benchmark without a counted sample is not in it: the scripts cannot read one without times.
@RegisterForReflection
@Schema(name = "HyperfineExport", description = "A run in the form of `hyperfine --export-json`.")
public record HyperfineDocument(
        @Schema(description = "One for each benchmark with a counted sample.")
        List<HyperfineResult> results,

        @Schema(description = "Not of hyperfine: what was measured, and where.")
        Origin mountmark) {
    public HyperfineDocument {
        results = List.copyOf(results);
    }

    public static HyperfineDocument of(Run run, List<Result> results) {
        return new HyperfineDocument(
                results.stream()
                        .flatMap(result -> HyperfineResult.of(result).stream())
                        .toList(),
                new Origin(
                        run.id().value(),
                        run.host(),
                        run.state().word(),
                        results.stream()
                                .filter(result -> result.statistics() == null)
                                .map(result -> result.benchmark().words())
                                .toList(),
                        ReportDocument.SystemDocument.of(results)));
    }

    /// What hyperfine calls a command.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "HyperfineResult", description = "A benchmark, as hyperfine has a command.")
    public record HyperfineResult(
            @Schema(description = "Workload, scenario and runtime.", examples = "npm-install bind-mount on linux")
            String command,

            @Schema(description = "Seconds.") double mean,

            @Schema(description = "Seconds, of the sample; null for a single one.", nullable = true) @Nullable
            Double stddev,

            @Schema(description = "Seconds.") double median,

            @Schema(description = "Always null: processor time is not measured.", nullable = true) @Nullable
            Double user,

            @Schema(description = "Always null: processor time is not measured.", nullable = true) @Nullable
            Double system,

            @Schema(description = "Seconds.") double min,

            @Schema(description = "Seconds.") double max,

            @Schema(description = "Seconds of the counted samples, in the order in which they were taken.")
            List<Double> times,

            @Schema(description = "Of the counted samples, in the same order.") @JsonProperty("exit_codes")
            List<Integer> exitCodes,

            @Schema(description = "`runtime`, `scenario` and `workload`.")
            Map<String, String> parameters) {
        static Optional<HyperfineResult> of(Result result) {
            return result.summary().map(summary -> of(result, summary));
        }

        private static HyperfineResult of(Result result, Summary summary) {
            var counted = result.samples().stream().filter(Sample::counted).toList();
            var deviation = summary.standardDeviation();
            return new HyperfineResult(
                    result.benchmark().words(),
                    summary.mean(),
                    deviation.isPresent() ? deviation.getAsDouble() : null,
                    summary.median(),
                    null,
                    null,
                    summary.minimum(),
                    summary.maximum(),
                    counted.stream().map(Sample::seconds).toList(),
                    counted.stream()
                            .flatMap(sample -> Stream.ofNullable(sample.timing()))
                            .map(Timing::exitCode)
                            .toList(),
                    parameters(result.benchmark()));
        }

        private static SequencedMap<String, String> parameters(Benchmark benchmark) {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("runtime", benchmark.runtime().slug().value());
            parameters.put("scenario", benchmark.scenario().label());
            parameters.put("workload", benchmark.workload().value());
            return parameters;
        }
    }

    /// Where the figures come from.
    @RegisterForReflection
    @Schema(name = "Origin", description = "Where the figures come from.")
    public record Origin(
            @Schema(description = "Names the run.") String run,

            @Schema(description = "The machine that measures.")
            String host,

            @Schema(description = "Where the run stands.") String state,

            @Schema(description = "Benchmarks that are not in `results`.")
            List<String> withoutResult,

            @Schema(description = "What was true of each platform.")
            List<ReportDocument.SystemDocument> systemInformation) {}
}
