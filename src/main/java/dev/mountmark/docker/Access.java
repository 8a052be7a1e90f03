package dev.mountmark.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an engine is reached.
sealed interface Access {
    /// As settings have it.
    String address();

    /// Whether its containers run on this machine, or in a virtual one on it, as far as an address tells.
    boolean local();

    /// The same for two addresses that lead to the same engine.
    String identity();

    /// @param path of a socket of this machine
    record Socket(Path path) implements Access {
        private static final int MOST_LINKS = 16;

        @Override
        public String address() {
            return "unix://" + path.toUri().getRawPath();
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public String identity() {
            return "unix://" + end(path);
        }

        /// Where all links lead. A link to a socket that is away tells whose socket it was.
        static Path end(Path path) {
            return end(path.toAbsolutePath().normalize(), MOST_LINKS);
        }

        private static Path end(Path path, int links) {
            try {
                return path.toRealPath();
            } catch (IOException away) {
                return endOfMissing(path, links);
            }
        }

        private static Path endOfMissing(Path path, int links) {
            var parent = path.getParent();
            if (parent == null || links == 0) {
                return path;
            }
            try {
                return Files.isSymbolicLink(path)
                        ? end(parent.resolve(Files.readSymbolicLink(path)).normalize(), links - 1)
                        : end(parent, links - 1).resolve(path.getFileName());
            } catch (IOException unreadable) {
                return path;
            }
        }
    }

    /// @param host by name or number
    /// @param tls absent where neither side proves who it is
    record Tcp(String host, int port, @Nullable Tls tls) implements Access {
        private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

        @Override
        public String address() {
            return "tcp://" + host + ":" + port;
        }

        @Override
        public boolean local() {
            return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.matches("127(\\.\\d{1,3}){3}");
        }

        @Override
        public String identity() {
            return "tcp://" + (local() ? "loopback" : host.toLowerCase(Locale.ROOT)) + ":" + port;
        }
    }

    /// @param program that opens the way
    /// @param user absent where ssh's own settings say it
    /// @param host as ssh's own settings may have it
    /// @param port 0 where ssh's own settings say it
    /// @param socket there; absent where `docker` there knows it
    record Ssh(
            String program,
            @Nullable String user,
            String host,
            int port,
            @Nullable String socket) implements Access {
        @Override
        public String address() {
            return "ssh://" + destination() + (port == 0 ? "" : ":" + port) + (socket == null ? "" : socket);
        }

        /// Whom to call, without the port.
        String destination() {
            return user == null ? host : user + "@" + host;
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public String identity() {
            return address().toLowerCase(Locale.ROOT);
        }
    }

    /// @param path of a named pipe of Windows: `//./pipe/docker_engine`
    record Pipe(String path) implements Access {
        @Override
        public String address() {
            return "npipe://" + path;
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public String identity() {
            return address().toLowerCase(Locale.ROOT);
        }
    }

    /// What was found and is not used.
    ///
    /// @param address as it was found; empty where that cannot be read
    /// @param reason why not, and the way out
    record Refused(String address, boolean local, String reason) implements Access {
        @Override
        public String identity() {
            return address.isEmpty() ? reason : address.toLowerCase(Locale.ROOT);
        }
    }
}
