package dev.mountmark.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who may call: a rule over the headers of a request, before anything else looks at it.
///
/// @param allowedHosts names in lower case by which this service is called besides those of loopback
/// @param token what callers have to know, absent when everybody who reaches the port may call
record Admission(Set<String> allowedHosts, Optional<String> token) {
    /// The name in `Host`, with or without port. Addresses are taken literally: a name is never resolved here, because
    /// whoever owns it decides what it resolves to.
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[^:\\[\\]/@\\s]+)(:\\d{1,5})?");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");

    Admission {
        allowedHosts = allowedHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What a caller said of itself.
    ///
    /// @param hosts every `Host` of the request
    /// @param origins every `Origin` of the request: a browser sends one for what a page asks
    /// @param authorization absent when none was sent
    /// @param needsToken whether the token has to be known for what is asked
    record Call(
            List<String> hosts,
            List<String> origins,
            @Nullable String authorization,
            boolean needsToken) {}

    /// Empty when the call is admitted.
    Optional<Problem> refusal(Call call) {
        if (call.hosts().size() != 1 || !knows(call.hosts().getFirst())) {
            return Optional.of(Problems.foreignHost(call.hosts()));
        }
        for (var origin : call.origins()) {
            if (!same(origin, call.hosts().getFirst())) {
                return Optional.of(Problems.foreignOrigin(origin));
            }
        }
        return token.isEmpty() || !call.needsToken() || matches(call.authorization(), token.get())
                ? Optional.empty()
                : Optional.of(Problems.unauthorized(call.authorization() != null));
    }

    private boolean knows(String host) {
        var parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return parts.matches() && (loopback(parts.group(1)) || allowedHosts.contains(parts.group(1)));
    }

    /// Whether the name or address is one that only this machine can mean.
    static boolean loopback(String name) {
        return LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// The scheme is left out: behind a proxy that speaks TLS the two differ, and it decides nothing here.
    private static boolean same(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    /// In a time that depends neither on where the two differ nor on the token's length.
    private static boolean matches(@Nullable String authorization, String token) {
        var bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() && MessageDigest.isEqual(digest(bearer.group(1)), digest(token));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
