package dev.mountmark.api;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.HistoryException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Every refusal, as a problem (RFC 9457) that names the field, the value and the way out; and what becomes of
/// exceptions.
final class Problems {
    /// Before the mappers of the extension, which know neither fields nor ways out.
    private static final int FIRST = 1;

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /// What came is repeated, but not a whole body of it.
    private static final int LONGEST = 500;

    private static final String WAY_OUT = "what there is stands at /q/openapi";

    @ServerExceptionMapper(priority = FIRST)
    Response ours(HttpProblem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response invalid(InvalidRequestException exception, UriInfo uri) {
        return answer(invalid(exception.field(), exception.problem(), null), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response historyAway(HistoryException exception, UriInfo uri) {
        LOG.error("The history could not be used", exception);
        return answer(
                HttpProblem.builder()
                        .withStatus(503)
                        .withTitle(exception.diskFull() ? "Disk full" : "History not available")
                        .withDetail(String.valueOf(exception.getMessage()))
                        .build(),
                uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notFound(NotFoundException exception, UriInfo uri) {
        return answer(nothingAt(path(uri)), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notAllowed(NotAllowedException exception, UriInfo uri) {
        var allowed = allowed(path(uri));
        return answer(
                HttpProblem.builder()
                        .withStatus(405)
                        .withTitle("Method not allowed")
                        .withDetail(path(uri) + ": expected one of " + allowed)
                        .withHeader(HttpHeaders.ALLOW, allowed)
                        .build(),
                uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notAcceptable(NotAcceptableException exception, UriInfo uri, HttpHeaders headers) {
        return answer(notAcceptable(List.of("application/json"), headers.getHeaderString(HttpHeaders.ACCEPT)), uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response other(WebApplicationException exception, UriInfo uri) {
        var status = exception.getResponse().getStatusInfo();
        return answer(
                HttpProblem.builder()
                        .withStatus(status)
                        .withTitle(status.getReasonPhrase())
                        .withDetail(path(uri) + ": " + WAY_OUT)
                        .build(),
                uri);
    }

    private static Response answer(HttpProblem problem, UriInfo uri) {
        return HttpProblem.builder(problem)
                .withInstance(URI.create(uri.getRequestUri().getRawPath()))
                .build()
                .toResponse();
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getPath();
    }

    /// The framework does not say which methods a path has.
    private static String allowed(String path) {
        if (path.equals(MountmarkApi.ROOT + "/runs")) {
            return "GET, HEAD, OPTIONS, POST";
        }
        return path.endsWith("/cancel") ? "OPTIONS, POST" : "GET, HEAD, OPTIONS";
    }

    /// 400: a field of the request holds what it cannot.
    ///
    /// @param field by its path in the body, or the name of a parameter or header
    /// @param detail what was expected, what was found, and the way out
    /// @param value as it came, absent when it is not known or too long to repeat
    static HttpProblem invalid(String field, String detail, @Nullable Object value) {
        return with(
                400,
                "Invalid request",
                shortened(field),
                shortened(field + ": " + detail),
                value == null || value.toString().length() > LONGEST ? null : value);
    }

    static HttpProblem noSuchRun(RunId id) {
        return with(
                404,
                "No such run",
                "id",
                "id: expected a run of this service (GET /api/v1/runs lists them), got " + id,
                id.value());
    }

    static HttpProblem nothingAt(String path) {
        return HttpProblem.builder()
                .withStatus(404)
                .withTitle("Nothing here")
                .withDetail(path + ": expected a path of this service, " + WAY_OUT)
                .build();
    }

    static HttpProblem notAcceptable(Collection<String> offered, @Nullable String accept) {
        return with(
                406,
                "Not to be had in this form",
                HttpHeaders.ACCEPT,
                "Accept: expected one of " + String.join(", ", offered) + ", got " + accept,
                accept);
    }

    static HttpProblem noSuchForm(String suffix) {
        var suffixes =
                Arrays.stream(ReportFormat.values()).map(ReportFormat::suffix).toList();
        return with(
                404,
                "No such report",
                "suffix",
                "suffix: expected one of " + String.join(", ", suffixes) + ", got " + suffix,
                suffix);
    }

    static HttpProblem wrongMediaType(@Nullable String contentType) {
        return with(
                415,
                "Unsupported media type",
                HttpHeaders.CONTENT_TYPE,
                "Content-Type: expected application/json, got " + (contentType == null ? "none" : contentType),
                contentType);
    }

    static HttpProblem tooLarge(long most, @Nullable Object length) {
        return with(
                413,
                "Body too large",
                HttpHeaders.CONTENT_LENGTH,
                "Content-Length: expected at most " + most + " bytes, got " + (length == null ? "more" : length),
                length);
    }

    /// 422: the key stands for another request.
    static HttpProblem keyTaken(String key, RunId run) {
        return with(
                422,
                "Idempotency key taken",
                "Idempotency-Key",
                "Idempotency-Key: expected a new key for a new body; with another body it made run " + run,
                key);
    }

    /// 429: as many runs wait as may.
    static HttpProblem queueFull(int queued, int capacity, long retryAfterSeconds) {
        return HttpProblem.builder()
                .withStatus(429)
                .withTitle("Queue full")
                .withDetail("Expected at most " + capacity + " waiting runs (mountmark.run.queue-capacity), found "
                        + queued + "; try again in " + retryAfterSeconds + " seconds, or cancel one")
                .withHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds)
                .build();
    }

    static HttpProblem unauthorized(boolean given) {
        return HttpProblem.builder()
                .withStatus(401)
                .withTitle("Token needed")
                .withDetail("Authorization: expected Bearer and the token of mountmark.token, got "
                        + (given ? "something else" : "none"))
                .with("field", HttpHeaders.AUTHORIZATION)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mountmark\"")
                .build();
    }

    static HttpProblem foreignHost(Collection<String> hosts) {
        var host = hosts.stream().collect(Collectors.joining(", "));
        return with(
                403,
                "Foreign host",
                HttpHeaders.HOST,
                "Host: expected localhost, a loopback address or one of mountmark.allowed-hosts, got "
                        + (host.isEmpty() ? "none" : host),
                host);
    }

    static HttpProblem foreignOrigin(String origin) {
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

    private static HttpProblem with(int status, String title, String field, String detail, @Nullable Object value) {
        var problem = HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .with("field", field);
        return (value == null ? problem : problem.with("value", value)).build();
    }
}
