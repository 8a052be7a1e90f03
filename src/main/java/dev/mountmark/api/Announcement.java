package dev.mountmark.api;

import dev.mountmark.history.DataFolder;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URI;
import java.util.Set;

/// Writes beside the data folder's lock where this service is called, for the command line: it works through whoever
/// holds the folder.
@ApplicationScoped
class Announcement {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private final DataFolder folder;
    private final HttpServer server;

    Announcement(DataFolder folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    void listening(@ObservesAsync HttpServerStart event) {
        if (!event.options().isSsl()) {
            folder.announce(address(event.options().getHost(), server.getPort()));
        }
    }

    /// @param host where it listens; loopback is part of everywhere
    static URI address(String host, int port) {
        var name = EVERYWHERE.contains(host) ? "127.0.0.1" : host;
        return URI.create("http://" + Guard.bracketed(name) + ":" + port);
    }
}
