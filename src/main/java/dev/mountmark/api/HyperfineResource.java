package dev.mountmark.api;

import dev.mountmark.report.RunDocument;
import dev.mountmark.run.Archive;
import dev.mountmark.run.HyperfineExport;
import dev.mountmark.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Takes in what people have measured before they had this service.
@Path(HyperfineResource.PATH)
@Tag(name = "History")
@RunOnVirtualThread
public class HyperfineResource {
    static final String PATH = "/history/hyperfine";

    private final Archive archive;
    private final Runs runs;
    private final Clock clock;

    HyperfineResource(Archive archive, Runs runs, Clock clock) {
        this.archive = archive;
        this.runs = runs;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importHyperfine",
            summary = "Imports what hyperfine has measured.",
            description = "What `hyperfine --export-json` wrote becomes a run that has ended, each command of it a"
                    + " workload `hyperfine-…` with a series of its own. The same file of the same host and time is"
                    + " the same run.")
    @Parameter(
            name = "host",
            in = ParameterIn.QUERY,
            description = "Where it was measured; this machine if absent.",
            schema = @Schema(type = SchemaType.STRING),
            example = "build-1")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            description = "When it was over, which hyperfine does not write; now if absent.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-11-23T00:45:12Z")
    @Parameter(
            name = "label",
            in = ParameterIn.QUERY,
            description = "`key:value`, as many as there are labels.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "branch:main")
    @RequestBody(
            required = true,
            description = "What hyperfine wrote, at most 1 MiB.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HyperfineExport.class)))
    @APIResponse(
            responseCode = "200",
            description = "The run that it was before.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(
            responseCode = "201",
            description = "The run that it has become.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the run is.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "400", description = "The body is not what hyperfine writes, or a parameter is wrong.")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/json.")
    public Response take(@Nullable InputStream body, @Context UriInfo uri) throws IOException {
        var taken = ForeignQuery.of(uri.getQueryParameters()).takeHyperfine(archive, ForeignFile.read(body), clock);
        var run = runs.find(taken.run()).orElseThrow(() -> Problems.noSuchRun(taken.run()));
        var answer = taken.fresh() ? Response.created(RunsResource.location(uri, taken.run())) : Response.ok();
        return answer.entity(RunDocument.of(run, runs.results(run))).build();
    }
}
