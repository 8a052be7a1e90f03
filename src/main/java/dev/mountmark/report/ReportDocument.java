package dev.mountmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The report as JSON: the run without its samples, and what else a report says.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Report", description = "A run without its samples, and what else a report says.")
public record ReportDocument(
        @JsonUnwrapped RunDocument run,

        @Schema(description = "What was true of each platform while it was measured.")
        List<SystemDocument> systemInformation,

        @Schema(description = "What others published of the same work; absent unless asked for.") @Nullable
        List<PublishedDocument> published) {
    public static ReportDocument of(Run run, List<Result> results, List<Published> beside) {
        return new ReportDocument(
                RunDocument.withoutSamples(run, results),
                SystemDocument.of(results),
                beside.isEmpty()
                        ? null
                        : beside.stream().map(PublishedDocument::of).toList());
    }

    /// What was true of a platform.
    @RegisterForReflection
    @Schema(name = "SystemInformation", description = "What was true of a platform while it was measured.")
    public record SystemDocument(
            @Schema(description = "Slug of the runtime.", examples = "linux")
            String runtime,

            @Schema(description = "As tables have it.", examples = "Linux")
            String platform,

            @Schema(
                    description = "By their names in a sample's `environment`; words where they changed or depend on"
                            + " the test type.")
            Map<String, String> facts) {
        static List<SystemDocument> of(List<Result> results) {
            return SystemInformation.of(results).stream()
                    .map(platform -> {
                        var facts = new LinkedHashMap<String, String>();
                        platform.facts().forEach(fact -> facts.put(fact.key(), fact.stored()));
                        return new SystemDocument(platform.runtime().slug().value(), platform.name(), facts);
                    })
                    .toList();
        }
    }

    /// Figures that were not measured here.
    @RegisterForReflection
    @Schema(name = "Published", description = "Figures that somebody published; not measured here.")
    public record PublishedDocument(
            @Schema(description = "By which it is asked for.", examples = "article-2025")
            String name,

            String title,
            String author,

            @Schema(description = "When it was published.", format = "date")
            String date,

            @Schema(description = "Where it stands.", format = "uri")
            String source,

            @Schema(description = "The workload that does the same work.")
            String workload,

            @Schema(description = "What the publication tells of its machines.")
            List<MachineDocument> systemInformation,

            @Schema(description = "In the order of the publication.")
            List<RowDocument> results) {
        static PublishedDocument of(Published published) {
            return new PublishedDocument(
                    published.name(),
                    published.title(),
                    published.author(),
                    published.date(),
                    published.source(),
                    published.workload().value(),
                    published.systems().stream()
                            .map(machine -> new MachineDocument(machine.platforms(), machine.facts()))
                            .toList(),
                    published.rows().stream().map(RowDocument::of).toList());
        }
    }

    /// A machine of a publication.
    @RegisterForReflection
    @Schema(name = "PublishedMachine", description = "A machine of a publication.")
    public record MachineDocument(List<String> platforms, List<String> facts) {}

    /// A line of a published table.
    @RegisterForReflection
    @Schema(name = "PublishedResult", description = "A line of a published table.")
    public record RowDocument(
            String platform,

            @Schema(description = "Label of the scenario.", examples = "bind-mount")
            String scenario,

            double averageSeconds,
            double minimumSeconds,
            double maximumSeconds) {
        static RowDocument of(Published.Row row) {
            return new RowDocument(
                    row.platform(),
                    row.scenario().label(),
                    row.averageSeconds(),
                    row.minimumSeconds(),
                    row.maximumSeconds());
        }
    }
}
