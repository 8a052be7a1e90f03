package dev.mountmark.api;

import dev.mountmark.run.Archive;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Moves a history from one database to another.
@Path(HistoryResource.PATH)
@Tag(name = "History")
@RunOnVirtualThread
public class HistoryResource {
    static final String PATH = "/history.ndjson";
    static final String MEDIA_TYPE = "application/x-ndjson";

    private final Archive archive;

    HistoryResource(Archive archive) {
        this.archive = archive;
    }

    @GET
    @Produces(MEDIA_TYPE)
    @Operation(
            operationId = "exportHistory",
            summary = "Exports the history.",
            description =
                    "A JSON object on each line: what it is, every run that has ended with samples and events, and"
                            + " every verdict. The same history is the same text, whatever database it is in.")
    @APIResponse(
            responseCode = "200",
            description = "The history, line by line.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response export() {
        return Streams.open(Response.ok(), MEDIA_TYPE, archive::write);
    }

    @POST
    @Consumes(MEDIA_TYPE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importHistory",
            summary = "Imports a history.",
            description = "All of it or, where a line is wrong, nothing. What is here already stays, so that it can be"
                    + " repeated.")
    @RequestBody(
            required = true,
            description = "What an export answered.",
            content = @Content(mediaType = MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "How much was new.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportDocument.class)))
    @APIResponse(responseCode = "400", description = "A line is wrong; `field` names it.")
    @APIResponse(responseCode = "413", description = "The body is larger than 4 GiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/x-ndjson.")
    public ImportDocument read(@Nullable InputStream body) throws IOException {
        return ImportDocument.of(archive.read(body == null ? InputStream.nullInputStream() : body));
    }
}
