package dev.mountmark.api;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.report.ComparisonDocument;
import dev.mountmark.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Compares two runs.
@Path("/")
@Tag(name = "Comparison")
@RunOnVirtualThread
public class ComparisonResource {
    private static final List<String> KNOWN = List.of("before", "after");

    private final Runs runs;

    ComparisonResource(Runs runs) {
        this.runs = runs;
    }

    @GET
    @Path("/comparison")
    @Operation(
            operationId = "compareRuns",
            summary = "Compares two runs, benchmark by benchmark.",
            description = "The same runtime, scenario and workload in both: how many times as long it took, with"
                    + " interval and p-value, and what changed in the environment. As text unless Accept says"
                    + " otherwise. Where no difference is shown there may still be one.")
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            required = true,
            description = "The run that is compared with.",
            schema = @Schema(type = SchemaType.STRING),
            example = "20261122t004501-2mk9wd")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            required = true,
            description = "The run that is compared.",
            schema = @Schema(type = SchemaType.STRING),
            example = "20261123t004512-7qx3fa")
    @APIResponse(
            responseCode = "200",
            description = "The comparison.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ComparisonDocument.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is missing, unknown or no id; or these runs cannot be compared: the same one"
                    + " twice, or one that has not ended.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(responseCode = "406", description = "Comparisons are to be had in other forms.")
    public Response compare(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer(uri.getQueryParameters(), ReportFormat.accepted(headers, ReportFormat.OF_COMPARISONS));
    }

    @GET
    @Path("/comparison.{suffix}")
    @Operation(
            operationId = "compareRunsAs",
            summary = "The same comparison, in the form that the suffix names.",
            description = "For links and downloads, which send no Accept of their own.")
    @APIResponse(
            responseCode = "200",
            description = "The comparison.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ComparisonDocument.class)))
    @APIResponse(responseCode = "400", description = "As for /comparison.")
    @APIResponse(responseCode = "404", description = "There is no such run, or comparisons have no such form.")
    public Response compare(
            @PathParam("suffix") @Parameter(description = "The form.") String suffix, @Context UriInfo uri) {
        return answer(uri.getQueryParameters(), ReportFormat.suffixed(suffix, ReportFormat.OF_COMPARISONS));
    }

    private Response answer(MultivaluedMap<String, String> parameters, ReportFormat format) {
        for (var name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Problems.invalid(name, "expected " + String.join(" and ", KNOWN) + ", got " + name, null);
            }
        }
        var before = run("before", parameters);
        var after = run("after", parameters);
        return format.answer()
                .entity(format.of(comparison(runs, before, after)))
                .build();
    }

    /// @throws Problem when these two cannot be compared
    static RunComparison comparison(Runs runs, Run before, Run after) {
        try {
            return runs.compare(before, after);
        } catch (InvalidRequestException e) {
            throw Problems.invalid(
                    e.field(),
                    e.problem(),
                    (e.field().equals("before") ? before : after).id().value());
        }
    }

    private Run run(String name, MultivaluedMap<String, String> parameters) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw Problems.invalid(
                    name,
                    "expected one run like 20261123t004512-7qx3fa, got " + (values.isEmpty() ? "none" : values.size()),
                    values.isEmpty() ? null : values);
        }
        var id = RunQuery.id(name, values.getFirst());
        return runs.find(id).orElseThrow(() -> Problems.noSuchRun(name, id));
    }
}
