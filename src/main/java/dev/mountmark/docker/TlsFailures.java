package dev.mountmark.docker;

import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Why the two sides of a connection do not believe each other, in words that say which file is wrong.
final class TlsFailures {
    private static final Pattern CLIENT_REFUSED = Pattern.compile(
            "fatal alert: (bad_certificate|unsupported_certificate|certificate_\\w+|unknown_ca|access_denied)");

    private TlsFailures() {}

    /// Empty where something else is the matter.
    static Optional<String> words(Access.Tcp at, Tls tls, Throwable failure) {
        var causes = causes(failure);
        var expired = first(causes, CertificateExpiredException.class);
        if (expired.isPresent()) {
            return Optional.of("expired certificate: that of the engine, or of its CA, is no longer valid ("
                    + expired.get().getMessage() + ")");
        }
        var early = first(causes, CertificateNotYetValidException.class);
        if (early.isPresent()) {
            return Optional.of("certificate not yet valid: that of the engine, or this machine's clock is late ("
                    + early.get().getMessage() + ")");
        }
        var other = first(causes, SSLPeerUnverifiedException.class);
        if (other.isPresent()) {
            return Optional.of("wrong host name: expected a certificate for " + at.host() + ", got another one ("
                    + other.get().getMessage() + ")");
        }
        if (causes.stream().anyMatch(TlsFailures::untrusted)) {
            return Optional.of("wrong CA: expected a certificate signed by "
                    + (tls.ca() == null ? "a CA that Java trusts" : "the CA in " + tls.ca()) + ", got another one");
        }
        return alert(causes, tls).or(() -> silence(causes));
    }

    private static boolean untrusted(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathBuilderException
                || cause instanceof CertPathValidatorException;
    }

    private static Optional<String> alert(List<Throwable> causes, Tls tls) {
        return first(causes, SSLException.class).map(TlsFailures::message).map(message -> {
            // A server that misses a certificate which it accepts may say no more than this.
            var unclear = message.contains("handshake_failure");
            if (unclear || CLIENT_REFUSED.matcher(message).find()) {
                return "client certificate refused" + (unclear ? ", or no cipher known to both" : "") + ": "
                        + (tls.certificate() == null
                                ? "the engine wants one, and none is set"
                                : "the engine does not take " + tls.certificate())
                        + " (" + message + ")";
            }
            return "no TLS as we speak it: " + message;
        });
    }

    /// The newest TLS lets us speak before our certificate was looked at, so that a refusal can be a mere end.
    private static Optional<String> silence(List<Throwable> causes) {
        return first(causes, SocketException.class)
                .map(TlsFailures::message)
                .filter(message -> message.contains("reset") || message.contains("Broken pipe"))
                .map(message ->
                        "the engine hung up (" + message + "), as some do where they mean: client certificate refused");
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }

    private static List<Throwable> causes(@Nullable Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
