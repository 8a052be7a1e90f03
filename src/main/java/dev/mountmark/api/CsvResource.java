package dev.mountmark.api;

import dev.mountmark.run.Archive;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Takes in times of any origin.
@Path(CsvResource.PATH)
@Tag(name = "History")
@RunOnVirtualThread
public class CsvResource {
    static final String PATH = "/history/csv";
    static final String MEDIA_TYPE = "text/csv";

    private final Archive archive;
    private final Clock clock;

    CsvResource(Archive archive, Clock clock) {
        this.archive = archive;
        this.clock = clock;
    }

    /// [ApiForms] gives it the parameters of the other import.
    @POST
    @Consumes(MEDIA_TYPE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importCsv",
            summary = "Imports times of any origin.",
            description =
                    "A heading, then one time a line: `workload` and `value`, which are needed, `unit` (seconds if"
                            + " absent), `time`, `host`, `scenario` (`native` if absent), `runtime`, `run`, `label.…`,"
                            + " `environment.…`; other columns are ignored. Lines of the same host and time, or of the same"
                            + " `run`, become a run that has ended, each workload one that is called `imported-…`, with series"
                            + " of its own. The same lines are the same run. Parameters stand for columns that are not there.")
    @RequestBody(
            required = true,
            description = "In UTF-8, with commas, at most 1 MiB; a report of a run with rows=samples is one, too.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "How much was new, and how much was here.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportDocument.class)))
    @APIResponse(
            responseCode = "400",
            description = "A line or a parameter is wrong; `field` names it. Nothing is stored.")
    @APIResponse(responseCode = "409", description = "Another one is being imported.")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB.")
    @APIResponse(responseCode = "415", description = "The body is not text/csv.")
    public ImportDocument take(@Nullable InputStream body, @Context UriInfo uri) throws IOException {
        return ImportDocument.of(
                ForeignQuery.of(uri.getQueryParameters()).takeCsv(archive, ForeignFile.read(body), clock));
    }
}
