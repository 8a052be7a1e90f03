package dev.mountmark.api;

import dev.mountmark.run.Archive;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
            description = "Run by run. What is here already stays, so that a text that broke off can be sent again; its"
                    + " series are judged when it has come to its end.")
    @RequestBody(
            required = true,
            description = "What an export answered.",
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
            description = "A line is wrong; `field` names it. The runs before it are stored.")
    @APIResponse(responseCode = "409", description = "Another one is being imported.")
    @APIResponse(responseCode = "413", description = "The body is larger than 4 GiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/x-ndjson.")
    @APIResponse(responseCode = "503", description = "There is no room for it, or the database is away.")
    public ImportDocument read(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @Nullable InputStream body) {
        return ImportDocument.of(archive.read(
                body == null ? InputStream.nullInputStream() : body, Objects.requireNonNullElse(length, 0L)));
    }
}
