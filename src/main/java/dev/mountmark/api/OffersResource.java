package dev.mountmark.api;

import dev.mountmark.run.Runs;
import dev.mountmark.workload.Catalogue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What can be asked for here, and for what cannot the reason.
@Path("/")
@Tag(name = "Offers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OffersResource {
    private final Runs runs;
    private final Catalogue catalogue;

    OffersResource(Runs runs, Catalogue catalogue) {
        this.runs = runs;
        this.catalogue = catalogue;
    }

    @GET
    @Path("/runtimes")
    @Operation(
            operationId = "listRuntimes",
            summary = "Lists runtimes as they are now; for what is missing the reason.")
    @APIResponse(
            responseCode = "200",
            description = "All runtimes that are known here, the host first.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offers.Runtimes.class)))
    @APIResponse(responseCode = "400", description = "`probe` names a runtime that there is not.")
    public Offers.Runtimes runtimes(
            @QueryParam("probe")
                    @Parameter(
                            description =
                                    "Asks a runtime that is not on this machine, which is not asked otherwise; several: each"
                                            + " of them.",
                            example = "build-server")
                    List<String> probe) {
        return Offers.Runtimes.of(runs.runtimes(probe));
    }

    @GET
    @Path("/scenarios")
    @Operation(operationId = "listScenarios", summary = "Lists scenarios, and where each can be measured.")
    @APIResponse(
            responseCode = "200",
            description = "All scenarios, in the order of the table.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offers.Scenarios.class)))
    public Offers.Scenarios scenarios() {
        return Offers.Scenarios.of(runs.runtimes());
    }

    @GET
    @Path("/workloads")
    @Operation(operationId = "listWorkloads", summary = "Lists workloads.")
    @APIResponse(
            responseCode = "200",
            description = "All workloads that are known here, by name.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Offers.Workloads.class)))
    public Offers.Workloads workloads() {
        return Offers.Workloads.of(catalogue.workloads());
    }
}
