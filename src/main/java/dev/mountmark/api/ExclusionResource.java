package dev.mountmark.api;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.report.RunDocument;
import dev.mountmark.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Leaves a bad run out of everything that is concluded from several, and takes that back.
@Path("/runs")
@Tag(name = "Runs")
@RunOnVirtualThread
public class ExclusionResource {
    private final Runs runs;

    ExclusionResource(Runs runs) {
        this.runs = runs;
    }

    @POST
    @Path("/{id}/exclusion")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "excludeRun",
            summary = "Leaves a run out of comparisons, metrics and series.",
            description = "Nothing of it is deleted, and it says that it is excluded, why and since when. Repeated with"
                    + " another reason it changes the reason.")
    @RequestBody(
            required = true,
            description = "Why.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReasonBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The run as it stands, without its results.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "400", description = "The id is none, or the reason is.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(responseCode = "409", description = "The run has not ended.")
    @APIResponse(responseCode = "413", description = "The body is larger than 64 KiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/json.")
    public RunDocument exclude(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id,
            @Nullable InputStream body)
            throws IOException {
        var run = ended(id);
        var reason = RunBodyReader.read(body, ReasonBody.class).given();
        try {
            return RunDocument.of(runs.exclude(run.id(), reason));
        } catch (InvalidRequestException e) {
            throw Problems.invalid(e.field(), e.problem(), reason);
        }
    }

    @DELETE
    @Path("/{id}/exclusion")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "includeRun",
            summary = "Takes the exclusion of a run back.",
            description = "Does nothing when it is not excluded, so that it can be repeated.")
    @APIResponse(
            responseCode = "200",
            description = "The run as it stands, without its results.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "400", description = "The id is none.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(responseCode = "409", description = "The run has not ended.")
    public RunDocument include(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id) {
        return RunDocument.of(runs.include(ended(id).id()));
    }

    private Run ended(String id) {
        var asked = RunQuery.id("id", id);
        var run = runs.find(asked).orElseThrow(() -> Problems.noSuchRun(asked));
        if (!run.state().ended()) {
            throw Problems.notEnded(run);
        }
        return run;
    }
}
