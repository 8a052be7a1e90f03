package dev.mountmark.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.report.CsvReport;
import dev.mountmark.report.HyperfineDocument;
import dev.mountmark.report.MarkdownReport;
import dev.mountmark.report.ReportDocument;
import dev.mountmark.report.SvgReport;
import dev.mountmark.report.TextReport;
import dev.mountmark.run.Runs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a run tells while it goes on and when it has ended.
@Path("/runs")
@Tag(name = "Runs")
@RunOnVirtualThread
public class RunOutputsResource {
    private final Runs runs;
    private final Duration keepAlive;
    private final ObjectMapper json;

    RunOutputsResource(Runs runs, ApiSettings settings, ObjectMapper json) {
        this.runs = runs;
        this.keepAlive = settings.keepAlive();
        this.json = json;
    }

    @GET
    @Path("/{id}/events")
    @Operation(
            operationId = "followRun",
            summary = "Tells what happens in a run, as Server-Sent Events.",
            description = "From its first event on, or after the one that Last-Event-ID names; ends when the run has"
                    + " ended. Names are `state`, `preparing`, `round`, `sample`, `given-up`, `excluded` and `included`; data is JSON in one"
                    + " line. A comment is sent when nothing happens for a while.")
    @APIResponse(
            responseCode = "200",
            description = "The events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "204",
            description = "The run has ended and Last-Event-ID was its last: a browser does not connect again.")
    @APIResponse(responseCode = "400", description = "The id or Last-Event-ID is none.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(responseCode = "406", description = "Events are to be had as text/event-stream.")
    public Response events(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id,
            @HeaderParam("Last-Event-ID")
                    @Parameter(
                            description = "The number of the last event that is known already.",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64", minimum = "0"),
                            example = "17")
                    @Nullable
                    String lastEventId,
            @Context HttpHeaders headers)
            throws InterruptedException {
        var run = existing(id);
        var after = number(lastEventId);
        var forms = List.of(MediaType.SERVER_SENT_EVENTS);
        if (ReportFormat.accepted(headers.getAcceptableMediaTypes(), forms).isEmpty()) {
            throw Problems.notAcceptable(forms, headers.getHeaderString(HttpHeaders.ACCEPT));
        }
        if (run.state().ended() && runs.await(run.id(), after, Duration.ZERO).isEmpty()) {
            return Response.noContent().build();
        }
        return Streams.open(
                Response.ok(),
                MediaType.SERVER_SENT_EVENTS,
                out -> Streams.events(runs, keepAlive, run.id(), after, json, out));
    }

    @GET
    @Path("/{id}/report")
    @Operation(
            operationId = "reportRun",
            summary = "The article's table, with what speaks against its figures.",
            description = "As text unless Accept says otherwise. While the run goes on: what is known so far.")
    @Parameter(
            name = "rows",
            in = ParameterIn.QUERY,
            description = "What a row of comma-separated values is; with csv only.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"samples", "benchmarks"},
                            defaultValue = "samples"))
    @Parameter(
            name = "beside",
            in = ParameterIn.QUERY,
            description = "What others published of the same work, in rows of its own, marked as not measured here;"
                    + " not with what is made of samples (csv of samples, hyperfine.json).",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"article-2025"}))
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportDocument.class)))
    @APIResponse(responseCode = "400", description = "The id is none, or a parameter holds what it cannot.")
    @APIResponse(responseCode = "404", description = "There is no such run.")
    @APIResponse(responseCode = "406", description = "Reports are to be had in other forms.")
    public Response report(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        var format = ReportFormat.accepted(headers, ReportFormat.OF_REPORTS);
        return report(existing(id), format, uri);
    }

    @GET
    @Path("/{id}/report.{suffix}")
    @Operation(
            operationId = "reportRunAs",
            summary = "The same report, in the form that the suffix names.",
            description =
                    "For links and downloads, which send no Accept of their own. `hyperfine.json` is what `hyperfine"
                            + " --export-json` writes, for the scripts that read it; it is to be had by suffix only.")
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {ReportDocument.class, HyperfineDocument.class})))
    @APIResponse(responseCode = "400", description = "The id is none, or a parameter holds what it cannot.")
    @APIResponse(responseCode = "404", description = "There is no such run, or reports have no such form.")
    public Response report(
            @PathParam("id") @Parameter(description = "Names the run.", example = "20261123t004512-7qx3fa") String id,
            @PathParam("suffix") @Parameter(description = "The form.") String suffix,
            @Context UriInfo uri) {
        var format = ReportFormat.suffixed(suffix, ReportFormat.OF_REPORTS);
        return report(existing(id), format, uri);
    }

    private Response report(Run run, ReportFormat format, UriInfo uri) {
        var query = ReportQuery.of(uri.getQueryParameters(), format);
        return format.answer()
                .entity(entity(run, runs.results(run), format, query))
                .build();
    }

    /// A text, or what becomes JSON.
    static Object entity(Run run, List<Result> results, ReportFormat format, ReportQuery query) {
        return switch (format) {
            case TEXT -> TextReport.of(run, results, query.beside());
            case MARKDOWN -> MarkdownReport.of(run, results, query.beside());
            case CSV ->
                switch (query.rows()) {
                    case SAMPLES -> CsvReport.samples(run, results);
                    case BENCHMARKS -> CsvReport.benchmarks(run, results, query.beside());
                };
            case JSON -> ReportDocument.of(run, results, query.beside());
            case SVG -> SvgReport.of(run, results, query.beside());
            case HYPERFINE -> HyperfineDocument.of(run, results);
        };
    }

    private Run existing(String id) {
        var asked = RunQuery.id("id", id);
        return runs.find(asked).orElseThrow(() -> Problems.noSuchRun(asked));
    }

    private static long number(@Nullable String lastEventId) {
        try {
            var number = lastEventId == null || lastEventId.isEmpty() ? 0 : Long.parseLong(lastEventId);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notANumber(lastEventId);
        }
        throw notANumber(lastEventId);
    }

    private static RuntimeException notANumber(@Nullable String lastEventId) {
        return Problems.invalid(
                "Last-Event-ID", "expected the number of an event, 0 or more, got " + lastEventId, lastEventId);
    }
}
