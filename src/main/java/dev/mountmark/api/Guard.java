package dev.mountmark.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.history.StartRefusedException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Stands before every path, those under `/q` included: refuses who may not call, what no page of another origin may
/// send, and bodies that are too large; and answers where nobody else does.
@ApplicationScoped
class Guard {
    /// Requests are a page of JSON; a larger body is a mistake or an attack.
    static final int MOST_BYTES = 64 * 1024;

    /// Years of a fleet; more is moved in parts of a database's own tools.
    private static final long MOST_OF_A_HISTORY = 4L << 30;

    private static final Body PAGE = new Body(MediaType.APPLICATION_JSON, MOST_BYTES);

    private static final Map<String, Body> BODIES = Map.of(
            MountmarkApi.ROOT + HistoryResource.PATH, new Body(HistoryResource.MEDIA_TYPE, MOST_OF_A_HISTORY),
            MountmarkApi.ROOT + HyperfineResource.PATH, new Body(MediaType.APPLICATION_JSON, ForeignFile.MOST_BYTES),
            MountmarkApi.ROOT + CsvResource.PATH, new Body(CsvResource.MEDIA_TYPE, ForeignFile.MOST_BYTES));

    /// What may come.
    ///
    /// @param most bytes
    private record Body(String mediaType, long most) {}

    /// Before every other filter.
    private static final int FIRST = 10_000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Admission admission;
    private final boolean openHealth;
    private final String address;
    private final ObjectMapper json;

    Guard(ApiSettings settings, @ConfigProperty(name = "quarkus.http.host") String address, ObjectMapper json) {
        this.admission = new Admission(settings.allowedHosts().orElse(Set.of()), Token.of(settings));
        this.openHealth = settings.openHealth();
        this.address = address;
        this.json = json;
    }

    /// Before the port is opened, and before anything else is begun.
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (admission.token().isEmpty() && !Admission.loopback(bracketed(address))) {
            throw new StartRefusedException("quarkus.http.host: expected 127.0.0.1 or another loopback address, got "
                    + address + "; to be reached from elsewhere set mountmark.token-file or mountmark.token");
        }
    }

    static String bracketed(String address) {
        return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void answerTheRest(@Observes Router router) {
        router.route().last().handler(context -> refuse(context, Problems.nothingAt(context.normalizedPath())));
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var refusal = admission
                .refusal(new Admission.Call(
                        request.headers().getAll(HttpHeaders.HOST),
                        request.headers().getAll(HttpHeaders.ORIGIN),
                        request.getHeader(HttpHeaders.AUTHORIZATION),
                        needsToken(context)))
                .or(() -> wrongBody(request));
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
        } else {
            context.next();
        }
    }

    private boolean needsToken(RoutingContext context) {
        var remote = context.request().connection().remoteAddress();
        return needsToken(context.normalizedPath(), remote == null ? null : remote.hostAddress(), openHealth);
    }

    /// Whoever keeps the service alive on its own machine needs no token for asking whether it is.
    ///
    /// @param remote the caller's address, absent where there is none
    /// @param openHealth whether that holds for other machines too
    static boolean needsToken(String path, @Nullable String remote, boolean openHealth) {
        var health = path.equals("/q/health") || path.startsWith("/q/health/");
        return !health || !openHealth && (remote == null || !Admission.loopback(bracketed(remote)));
    }

    /// A form of a web page can send anything but JSON without asking first.
    private static Optional<Problem> wrongBody(HttpServerRequest request) {
        var body = BODIES.getOrDefault(request.path(), PAGE);
        var most = body.most();
        var expected = body.mediaType();
        var length = length(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        var hasBody = length > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (length > most) {
            return Optional.of(Problems.tooLarge(most, length));
        }
        return hasBody && !READING.contains(request.method()) && !is(expected, type)
                ? Optional.of(Problems.wrongMediaType(expected, type))
                : Optional.empty();
    }

    private static boolean is(String expected, @Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(expected);
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            // The server itself refuses it.
            return 0;
        }
    }

    private void refuse(RoutingContext context, Problem problem) {
        var response = context.response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        // What is left of the body is not read: the connection cannot be used again.
        if (!READING.contains(context.request().method())) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem.document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
