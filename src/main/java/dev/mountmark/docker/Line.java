package dev.mountmark.docker;

import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An open way to an engine: what the client connects to, and what is to be ended after it.
///
/// @param uri that the client connects to
/// @param tls absent where nobody proves anything
/// @param tunnel absent where the engine is reached without one
record Line(URI uri, @Nullable SSLContext tls, @Nullable SshTunnel tunnel) implements AutoCloseable {
    private static final Set<String> SOCKETS = Set.of("unix", "npipe");

    static Line to(Access access) throws MeasuringException {
        return switch (access) {
            case Access.Socket socket -> direct(socket);
            case Access.Pipe pipe -> direct(pipe);
            case Access.Tcp tcp -> new Line(URI.create(tcp.address()), context(tcp.tls()), null);
            case Access.Ssh ssh -> tunnelled(SshTunnel.to(ssh));
            case Access.Refused refused ->
                throw new MeasuringException(new Failure(Failure.Category.ENGINE, null, refused.reason()));
        };
    }

    private static Line direct(Access access) {
        return new Line(URI.create(access.address()), null, null);
    }

    private static Line tunnelled(SshTunnel tunnel) {
        return new Line(tunnel.uri(), null, tunnel);
    }

    private static @Nullable SSLContext context(@Nullable Tls tls) throws MeasuringException {
        return tls == null ? null : tls.context();
    }

    DockerHttpClient transport() {
        var builder = new ApacheDockerHttpClient.Builder().dockerHost(uri);
        // To `tcp` with a context, whichever, it speaks TLS.
        var context = tls == null && SOCKETS.contains(uri.getScheme()) ? new NeverAsked() : tls;
        if (context != null) {
            builder.sslConfig(() -> context);
        }
        return builder.build();
    }

    /// What the way itself says of its last failure.
    Optional<String> trouble() {
        return tunnel == null ? Optional.empty() : tunnel.trouble();
    }

    @Override
    public void close() {
        if (tunnel != null) {
            tunnel.close();
        }
    }

    /// Where the client is given no context, it makes the system's, and on the JVM reads each certificate that this
    /// machine trusts for it (9 MB of garbage), for a socket on which nobody proves anything.
    private static final class NeverAsked extends SSLContext {
        NeverAsked() {
            super(null, null, "none");
        }
    }
}
