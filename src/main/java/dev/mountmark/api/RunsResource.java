package dev.mountmark.api;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.IdempotencyKey;
import dev.mountmark.report.RunDocument;
import dev.mountmark.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

/// Submits, lists, shows and cancels runs.
@Path("/runs")
@Tag(name = "Runs")
@RunOnVirtualThread
public class RunsResource {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");
    private static final List<String> FORMS = List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN);

    private final Runs runs;
    private final Intake intake;
    private final ApiSettings settings;

    RunsResource(Runs runs, ApiSettings settings) {
        this.runs = runs;
        this.intake = new Intake(runs);
        this.settings = settings;
    }

    @POST
    @Operation(
            operationId = "submitRun",
            summary = "Submits a run.",
            description = "With `Accept: text/plain` the answer is a stream of progress, a line for each sample, that"
                    + " ends with the table; its end is the run's end, and the first line of the table says how it"
                    + " ended. The status was sent when the run was accepted and tells nothing of its outcome: a"
                    + " script asks GET /runs/{id} for `state`. A client that goes away cancels nothing; the same"
                    + " Idempotency-Key and body give the same stream again, from its beginning.")
    @RequestBody(
            description = "What to measure. Optional.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "The run is in the queue (or was, when its key is known already).",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where the run is.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunDocument.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", description = "The body asks for what there is not, or is none.")
    @APIResponse(responseCode = "406", description = "The answer is to be had as JSON or text.")
    @APIResponse(responseCode = "413", description = "The body is larger than 64 KiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/json.")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key came with another body before.")
    @APIResponse(
            responseCode = "429",
            description = "As many runs wait as may.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "In seconds.",
                            schema = @Schema(type = SchemaType.INTEGER)))
    public Response submit(
            @HeaderParam("Idempotency-Key")
                    @Parameter(
                            description =
                                    "Names the request, 1 to 255 printable characters: repeated with the same body it"
                                            + " gives the same run.",
                            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255),
                            example = "nightly-2026-11-23")
                    @Nullable
                    String key,
            @Nullable InputStream body,
            @Context HttpHeaders headers,
            @Context UriInfo uri)
            throws IOException {
        var form = ReportFormat.accepted(headers.getAcceptableMediaTypes(), FORMS)
                .orElseThrow(() -> Problems.notAcceptable(FORMS, headers.getHeaderString(HttpHeaders.ACCEPT)));
        var read = RunBodyReader.read(body);
        var run = intake.run(
                read, Optional.ofNullable(key).map(value -> new IdempotencyKey(checked(value), read.digest())));
        var answer = Response.accepted().location(location(uri, run.id()));
        return form.equals(MediaType.TEXT_PLAIN)
                ? Streams.open(
                        answer, MediaType.TEXT_PLAIN, out -> Streams.progress(runs, settings.keepAlive(), run, out))
                : answer.type(MediaType.APPLICATION_JSON)
                        .entity(RunDocument.of(run, runs.results(run)))
                        .build();
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Problems.invalid("Idempotency-Key", "expected 1 to 255 printable characters, got " + key, key);
        }
        return key;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listRuns", summary = "Lists runs, newest first, without their results.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Only runs older than this one; `next` of the answer has it.",
            schema = @Schema(type = SchemaType.STRING),
            example = "20261123t004512-7qx3fa")
    @Parameter(
            name = "label",
            in = ParameterIn.QUERY,
            description = "`key:value`: only runs with this label; several: with all of them.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "branch:main")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only runs in this state; several: in any of them.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "succeeded")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Only runs submitted at this time (RFC 3339) or later.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Only runs submitted before this time (RFC 3339).",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @APIResponse(
            responseCode = "200",
            description = "A page of runs.",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is unknown, or holds what it cannot.")
    public RunPage list(@Context UriInfo uri) {
        var filter = RunQuery.filter(uri.getQueryParameters());
        var found = runs.list(filter);
        var shown = found.subList(0, Math.min(found.size(), filter.limit() - 1));
        return new RunPage(
                shown.stream().map(RunDocument::of).toList(),
                found.size() == shown.size() ? null : next(uri, shown.getLast().id()));
    }

    private static String next(UriInfo uri, RunId last) {
        var next = uri.getRequestUriBuilder().replaceQueryParam("before", last).build();
        return next.getRawPath() + "?" + next.getRawQuery();
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showRun", summary = "Shows all of a run, its samples included.")
    @APIResponse(
            responseCode = "200",
            description = "The run as it stands.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "400", description = "The id is none.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    public RunDocument show(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id) {
        var run = existing(RunQuery.id("id", id));
        return RunDocument.of(run, runs.results(run), runs.estimate(run));
    }

    @POST
    @Path("/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "cancelRun",
            summary = "Cancels a run.",
            description = "It is `cancelling` at once and `cancelled` when nothing of it is left; what was measured is"
                    + " kept. Does nothing when the run has ended, so that it can be repeated.")
    @APIResponse(
            responseCode = "202",
            description = "The run as it stands.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunDocument.class)))
    @APIResponse(responseCode = "400", description = "The id is none.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(
            responseCode = "409",
            description = "The run is under way at another installation that shares the database.")
    @APIResponse(responseCode = "503", description = "The history is away; what is measured here stops all the same.")
    public Response cancel(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id) {
        var asked = RunQuery.id("id", id);
        var run = runs.cancel(asked).orElseThrow(() -> Problems.noSuchRun(asked));
        return Response.accepted(RunDocument.of(run, runs.results(run))).build();
    }

    private Run existing(RunId id) {
        return runs.find(id).orElseThrow(() -> Problems.noSuchRun(id));
    }

    static URI location(UriInfo uri, RunId id) {
        return uri.getBaseUriBuilder().path("runs").path(id.value()).build();
    }
}
