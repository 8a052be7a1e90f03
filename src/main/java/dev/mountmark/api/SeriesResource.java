package dev.mountmark.api;

import dev.mountmark.run.DriftWatch;
import dev.mountmark.run.SeriesStanding;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Lists and shows series, and takes in what people know of them.
@Path("/series")
@Tag(name = "Series")
@RunOnVirtualThread
public class SeriesResource {
    private final DriftWatch watch;

    SeriesResource(DriftWatch watch) {
        this.watch = watch;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSeries", summary = "Lists series as they stand, those of a table together.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "Only series after this one; `next` of the answer has it.",
            schema = @Schema(type = SchemaType.INTEGER),
            example = "17")
    @Parameter(
            name = "host",
            in = ParameterIn.QUERY,
            description = "Only series of this host.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "runtime",
            in = ParameterIn.QUERY,
            description = "Only series of this runtime.",
            schema = @Schema(type = SchemaType.STRING),
            example = "linux")
    @Parameter(
            name = "scenario",
            in = ParameterIn.QUERY,
            description = "Only series of this scenario.",
            schema = @Schema(type = SchemaType.STRING),
            example = "bind-mount")
    @Parameter(
            name = "workload",
            in = ParameterIn.QUERY,
            description = "Only series of this workload.",
            schema = @Schema(type = SchemaType.STRING),
            example = "npm-install")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "Only series whose time or ratio is in this state; several: in any of them.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "regressed")
    @APIResponse(
            responseCode = "200",
            description = "A page of series.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesPage.class)))
    @APIResponse(responseCode = "400", description = "A parameter is unknown, or holds what it cannot.")
    public SeriesPage list(@Context UriInfo uri) {
        var query = SeriesQuery.of(uri.getQueryParameters());
        var found = after(watch.list(query.filter(), query.states()), query.after());
        var shown = found.subList(0, Math.min(found.size(), query.limit()));
        return new SeriesPage(
                shown.stream().map(SeriesDocument::of).toList(),
                shown.size() == found.size()
                        ? null
                        : next(uri, shown.getLast().series().id()));
    }

    private static List<SeriesStanding> after(List<SeriesStanding> found, @Nullable Long id) {
        if (id == null) {
            return found;
        }
        for (var i = 0; i < found.size(); i++) {
            if (found.get(i).series().id() == id) {
                return found.subList(i + 1, found.size());
            }
        }
        throw Problems.invalid("after", "expected a series of the page before, got " + id, id);
    }

    private static String next(UriInfo uri, long last) {
        var next = uri.getRequestUriBuilder().replaceQueryParam("after", last).build();
        return next.getRawPath() + "?" + next.getRawQuery();
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "showSeries", summary = "Shows all of a series: points, verdicts, changed environment.")
    @APIResponse(
            responseCode = "200",
            description = "The series as it stands.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesDetail.class)))
    @APIResponse(responseCode = "400", description = "The id is none.")
    @APIResponse(responseCode = "404", description = "There is no such series.")
    public SeriesDetail show(@PathParam("id") @Parameter(description = "Names the series.", example = "17") String id) {
        return detail(existing(id));
    }

    @POST
    @Path("/{id}/baseline")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptBaseline",
            summary = "Accepts the newest level of a series as its baseline.",
            description = "Of its time and of its ratio. What was a regression is the normal state from now on.")
    @RequestBody(
            required = true,
            description = "Why.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReasonBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The series as it stands then.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesDetail.class)))
    @APIResponse(responseCode = "400", description = "The id is none, the reason is, or it is learning still.")
    @APIResponse(responseCode = "404", description = "There is no such series.")
    @APIResponse(responseCode = "413", description = "The body is larger than 64 KiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/json.")
    public SeriesDetail accept(
            @PathParam("id") @Parameter(description = "Names the series.", example = "17") String id,
            @Nullable InputStream body)
            throws IOException {
        var standing = existing(id);
        watch.accept(
                standing.series(), RunBodyReader.read(body, ReasonBody.class).given());
        return detail(existing(id));
    }

    @POST
    @Path("/{id}/changes")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "markChange",
            summary = "Notes a change that is known of.",
            description = "It parts the level before from the one after, whether it is seen or not, and is not told as"
                    + " found.")
    @RequestBody(
            required = true,
            description = "At which run or when, and why.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ChangeBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The series as it stands then.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesDetail.class)))
    @APIResponse(responseCode = "400", description = "The id is none, or a field of the body is.")
    @APIResponse(responseCode = "404", description = "There is no such series.")
    @APIResponse(responseCode = "413", description = "The body is larger than 64 KiB.")
    @APIResponse(responseCode = "415", description = "The body is not application/json.")
    public SeriesDetail mark(
            @PathParam("id") @Parameter(description = "Names the series.", example = "17") String id,
            @Nullable InputStream body)
            throws IOException {
        var standing = existing(id);
        var read = RunBodyReader.read(body, ChangeBody.class);
        var reason = Objects.requireNonNullElse(read.reason(), "");
        var run = read.run();
        var at = read.at();
        if (run != null && at == null) {
            watch.mark(standing.series(), RunQuery.id("run", run), reason);
        } else if (at != null && run == null) {
            watch.mark(standing.series(), time(at), reason);
        } else {
            throw Problems.invalid("run", "expected either run or at, got " + (run == null ? "none" : "both"), run);
        }
        return detail(existing(id));
    }

    private static Instant time(String at) {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw Problems.invalid("at", "expected a time like 2026-11-23T00:45:12Z, got " + at, at);
        }
    }

    private SeriesStanding existing(String id) {
        return watch.find(SeriesQuery.id("id", id)).orElseThrow(() -> Problems.noSuchSeries(id));
    }

    private SeriesDetail detail(SeriesStanding standing) {
        return SeriesDetail.of(standing, watch.points(standing.series()), watch.verdicts(standing.series()));
    }
}
