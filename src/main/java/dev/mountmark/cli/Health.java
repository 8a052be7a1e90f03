package dev.mountmark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Asks a service on this machine whether it is ready, for whoever keeps it alive. It starts nothing of the service
/// itself: a container's engine asks every few seconds, also while something is being measured.
final class Health {
    private static final String PATH = "/q/health/ready";
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int OK = 200;

    private Health() {}

    /// @param arguments the service's address, or nothing for the one that the settings of the port tell
    /// @return 0 when it is ready, 1 when it is not, 2 when the address is none
    static int ask(List<String> arguments, PrintStream out, PrintStream err) {
        var service =
                arguments.isEmpty() ? "http://127.0.0.1:" + setting("quarkus.http.port", "8080") : arguments.getFirst();
        try {
            var uri = URI.create(service).resolve(PATH);
            if (!String.valueOf(uri.getScheme()).matches("https?") || uri.getHost() == null) {
                throw new IllegalArgumentException("no address of a service");
            }
            var status = status(uri);
            out.println(uri + ": " + (status == OK ? "ready" : "not ready, status " + status));
            return status == OK ? 0 : 1;
        } catch (IllegalArgumentException e) {
            err.println("health: expected an address like http://127.0.0.1:8080, got " + service);
            return 2;
        } catch (IOException e) {
            err.println("health: expected a service at " + service + ", got: " + e.getMessage());
            return 1;
        }
    }

    private static int status(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        try {
            connection.setConnectTimeout((int) DEADLINE.toMillis());
            connection.setReadTimeout((int) DEADLINE.toMillis());
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /// As the service itself finds it in the command line and the environment.
    private static String setting(String name, String otherwise) {
        var variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
        return System.getProperty(name, Objects.requireNonNullElse(System.getenv(variable), otherwise));
    }
}
