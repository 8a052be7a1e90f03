package dev.mountmark.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an engine's refusals and silences mean.
final class EngineFailures {
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineFailures() {}

    /// @param trouble what the way to the engine says of itself
    static MeasuringException late(Endpoint endpoint, Step step, Optional<String> trouble) {
        return new MeasuringException(new Failure(
                Category.DEADLINE,
                step.phase(),
                "%s: expected an answer of the engine at %s within %s s, got none%s"
                        .formatted(
                                step.words(),
                                endpoint.address(),
                                seconds(step),
                                trouble.map(words -> "; " + words).orElse(""))));
    }

    /// @param trouble what the way to the engine says of itself
    static MeasuringException of(Endpoint endpoint, Step step, Throwable cause, Optional<String> trouble) {
        var refusal = refusal(cause);
        var message = refusal == null ? unreachable(endpoint, cause, trouble) : said(refusal);
        var category = category(message);
        var wayOut = category == Category.MOUNT ? "; " + endpoint.howToShare() : "";
        return new MeasuringException(
                new Failure(category, step.phase(), step.words() + ": " + message + wayOut), cause);
    }

    private static @Nullable DockerException refusal(Throwable cause) {
        for (var reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof DockerException refusal) {
                return refusal;
            }
        }
        return null;
    }

    /// The engine's own sentence, out of `Status 404: {"message":"…"}`.
    static String said(DockerException refusal) {
        var text = Objects.requireNonNullElse(refusal.getMessage(), "status " + refusal.getHttpStatus());
        var message = MESSAGE.matcher(text);
        return (message.find() ? message.group(1).replace("\\\"", "\"").replace("\\n", " ") : text).strip();
    }

    static Category category(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device") || text.contains("disk quota exceeded")) {
            return Category.SPACE;
        }
        return text.contains("bind source path does not exist")
                        || text.contains("statfs")
                        || text.contains("mounts denied")
                ? Category.MOUNT
                : Category.ENGINE;
    }

    private static String unreachable(Endpoint endpoint, Throwable cause, Optional<String> trouble) {
        return "no engine answers at %s: %s"
                .formatted(
                        endpoint.address(),
                        trouble.or(() -> disbelief(endpoint, cause)).orElseGet(() -> reason(cause)));
    }

    private static Optional<String> disbelief(Endpoint endpoint, Throwable cause) {
        return endpoint.access() instanceof Access.Tcp tcp
                ? Optional.ofNullable(tcp.tls()).flatMap(tls -> TlsFailures.words(tcp, tls, cause))
                : Optional.empty();
    }

    private static String reason(Throwable cause) {
        var reason = cause;
        while (reason.getCause() != null && !(reason instanceof IOException)) {
            reason = reason.getCause();
        }
        return Objects.requireNonNullElse(reason.getMessage(), reason.getClass().getSimpleName());
    }

    private static String seconds(Step step) {
        var seconds = step.deadline().toMillis() / 1000.0;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
