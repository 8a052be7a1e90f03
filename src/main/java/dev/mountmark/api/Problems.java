package dev.mountmark.api;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.HistoryException;
import dev.mountmark.run.ForeignRunException;
import dev.mountmark.run.ImportUnderWayException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Every refusal, as a problem (RFC 9457) that names the field, the value and the way out; and what becomes of
/// exceptions.
final class Problems {
    /// Before the framework's own, which know neither fields nor ways out.
    private static final int FIRST = 1;

    /// In this time a few hundred runs are read.
    private static final long RETRY_AFTER_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /// What came is repeated, but not a whole body of it.
    private static final int LONGEST = 500;

    /// Ends of paths that only take something in.
    private static final List<String> POSTED =
            List.of("/cancel", "/baseline", "/changes", HyperfineResource.PATH, CsvResource.PATH);

    private static final String WAY_OUT = "what there is stands at /q/openapi";

    @ServerExceptionMapper(priority = FIRST)
    Response ours(Problem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response invalid(InvalidRequestException exception, UriInfo uri) {
        return answer(invalid(exception.field(), exception.problem(), null), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response historyAway(HistoryException exception, UriInfo uri) {
        if (exception.passes()) {
            LOG.error(exception.getMessage());
        } else {
            LOG.error("The history could not be used", exception);
        }
        return answer(
                new Problem(503, exception.diskFull() ? "Disk full" : "History not available", exception.getMessage()),
                uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response importing(ImportUnderWayException exception, UriInfo uri) {
        return answer(
                new Problem(
                                409,
                                "Import under way",
                                "Expected one import at a time, found another one; send it again when that has ended")
                        .with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS),
                uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response foreign(ForeignRunException exception, UriInfo uri) {
        return answer(foreignRun(exception.run()), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notFound(NotFoundException exception, UriInfo uri) {
        return answer(nothingAt(path(uri)), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notAllowed(NotAllowedException exception, UriInfo uri) {
        var allowed = allowed(path(uri));
        return answer(
                new Problem(405, "Method not allowed", path(uri) + ": expected one of " + allowed)
                        .with(HttpHeaders.ALLOW, allowed),
                uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notAcceptable(NotAcceptableException exception, UriInfo uri, HttpHeaders headers) {
        return answer(notAcceptable(List.of("application/json"), headers.getHeaderString(HttpHeaders.ACCEPT)), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response other(WebApplicationException exception, UriInfo uri) {
        var status = exception.getResponse().getStatusInfo();
        return answer(new Problem(status.getStatusCode(), status.getReasonPhrase(), path(uri) + ": " + WAY_OUT), uri);
    }

    /// What nobody expected is a mistake of ours: the log has it, the caller learns nothing of our insides.
    @ServerExceptionMapper(priority = FIRST)
    Response mistake(Throwable exception, UriInfo uri) {
        LOG.errorf(exception, "%s", path(uri));
        var status = Response.Status.INTERNAL_SERVER_ERROR;
        return answer(new Problem(status.getStatusCode(), status.getReasonPhrase(), null), uri);
    }

    private static Response answer(Problem problem, UriInfo uri) {
        var response = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.at(uri.getRequestUri().getRawPath()));
        problem.headers().forEach(response::header);
        return response.build();
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getPath();
    }

    /// The framework does not say which methods a path has.
    private static String allowed(String path) {
        if (path.equals(MountmarkApi.ROOT + "/runs") || path.equals(MountmarkApi.ROOT + HistoryResource.PATH)) {
            return "GET, HEAD, OPTIONS, POST";
        }
        if (path.endsWith("/exclusion")) {
            return "DELETE, OPTIONS, POST";
        }
        return POSTED.stream().anyMatch(path::endsWith) ? "OPTIONS, POST" : "GET, HEAD, OPTIONS";
    }

    /// 400: a field of the request holds what it cannot.
    ///
    /// @param field by its path in the body, or the name of a parameter or header
    /// @param detail what was expected, what was found, and the way out
    /// @param value as it came, absent when it is not known or too long to repeat
    static Problem invalid(String field, String detail, @Nullable Object value) {
        return with(
                400,
                "Invalid request",
                shortened(field),
                shortened(field + ": " + detail),
                value == null || value.toString().length() > LONGEST ? null : value);
    }

    static Problem noSuchRun(RunId id) {
        return noSuchRun("id", id);
    }

    /// @param name of the parameter it came in
    static Problem noSuchRun(String name, RunId id) {
        return with(
                404,
                "No such run",
                name,
                name + ": expected a run of this service (GET /api/v1/runs lists them), got " + id,
                id.value());
    }

    static Problem noSuchSeries(String id) {
        return with(
                404,
                "No such series",
                "id",
                "id: expected a series of this service with a run that counts (GET /api/v1/series lists them), got "
                        + id,
                id);
    }

    /// 409: what was asked for is possible when the run has ended.
    static Problem notEnded(Run run) {
        return with(
                409,
                "Run not ended",
                "id",
                "id: expected a run that has ended, got " + run.id() + ", which is "
                        + run.state().word() + "; wait for its end, or cancel it",
                run.id().value());
    }

    /// 409: who measures it is to be asked.
    static Problem foreignRun(Run run) {
        return with(
                409,
                "Run of another host",
                "id",
                "id: expected a run that this service measures, got " + run.id() + ", which is "
                        + run.state().word() + " on " + run.host()
                        + " with a data folder of its own; cancel it at the service there (if that has ended, start it"
                        + " again: it cancels what waits, and ends what was under way)",
                run.id().value());
    }

    static Problem nothingAt(String path) {
        return new Problem(404, "Nothing here", path + ": expected a path of this service, " + WAY_OUT);
    }

    static Problem notAcceptable(Collection<String> offered, @Nullable String accept) {
        return with(
                406,
                "Not to be had in this form",
                HttpHeaders.ACCEPT,
                "Accept: expected one of " + String.join(", ", offered) + ", got " + accept,
                accept);
    }

    static Problem noSuchForm(String suffix, List<String> suffixes) {
        return with(
                404,
                "No such report",
                "suffix",
                "suffix: expected one of " + String.join(", ", suffixes) + ", got " + suffix,
                suffix);
    }

    /// @param expected the only one that is taken there
    static Problem wrongMediaType(String expected, @Nullable String contentType) {
        return with(
                415,
                "Unsupported media type",
                HttpHeaders.CONTENT_TYPE,
                "Content-Type: expected " + expected + ", got " + (contentType == null ? "none" : contentType),
                contentType);
    }

    static Problem tooLarge(long most, @Nullable Object length) {
        return with(
                413,
                "Body too large",
                HttpHeaders.CONTENT_LENGTH,
                "Content-Length: expected at most " + most + " bytes, got " + (length == null ? "more" : length),
                length);
    }

    /// 422: the key stands for another request.
    static Problem keyTaken(String key, RunId run) {
        return with(
                422,
                "Idempotency key taken",
                "Idempotency-Key",
                "Idempotency-Key: expected a new key for a new body; with another body it made run " + run,
                key);
    }

    /// 429: as many runs wait as may.
    static Problem queueFull(int queued, int capacity, long retryAfterSeconds) {
        return new Problem(
                        429,
                        "Queue full",
                        "Expected at most " + capacity + " waiting runs (mountmark.run.queue-capacity), found " + queued
                                + "; try again in " + retryAfterSeconds + " seconds, or cancel one")
                .with(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
    }

    static Problem unauthorized(boolean given) {
        return with(
                        401,
                        "Token needed",
                        HttpHeaders.AUTHORIZATION,
                        "Authorization: expected Bearer and the token of mountmark.token, got "
                                + (given ? "something else" : "none"),
                        null)
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mountmark\"");
    }

    static Problem foreignHost(Collection<String> hosts) {
        var host = hosts.stream().collect(Collectors.joining(", "));
        return with(
                403,
                "Foreign host",
                HttpHeaders.HOST,
                "Host: expected localhost, a loopback address or one of mountmark.allowed-hosts, got "
                        + (host.isEmpty() ? "none" : host),
                host);
    }

    static Problem foreignOrigin(String origin) {
        return with(
                403,
                "Foreign origin",
                "Origin",
                "Origin: expected none, or the one this service is called by, got " + origin,
                origin);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static Problem with(int status, String title, String field, String detail, @Nullable Object value) {
        return new Problem(status, title, detail).about(field, value);
    }
}
