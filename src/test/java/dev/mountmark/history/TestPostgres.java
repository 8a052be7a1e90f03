package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/// A real PostgreSQL, one for all tests of this process, in a folder of its own; gone when the process ends.
public final class TestPostgres {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String NOBODY = "65534";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final Optional<TestPostgres> ONLY = binaries().map(TestPostgres::start);

    private final Path folder;
    private final Path binaries;
    private final int port;

    private TestPostgres(Path folder, Path binaries, int port) {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
    }

    /// Whether there is one to be had.
    public static boolean installed() {
        return ONLY.isPresent();
    }

    /// Skips the test where none is installed.
    public static TestPostgres here() {
        Assumptions.assumeTrue(ONLY.isPresent(), "no PostgreSQL is installed below " + INSTALLED);
        return ONLY.orElseThrow();
    }

    /// The newest one that Debian has installed.
    private static Optional<Path> binaries() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.toFile().getName())))
                    .map(version -> version.resolve("bin"));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static TestPostgres start(Path binaries) {
        try {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "mountmark-postgres-");
            if (isRoot()) {
                run(List.of("chown", NOBODY + ":" + NOBODY, folder.toString()));
            }
            var server = new TestPostgres(folder, binaries, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(server::end));
            server.tool(
                    "initdb", "-D", server.data(), "-U", "mountmark", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
            server.up();
            return server;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    void up() {
        tool(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder);
    }

    /// Cuts every connection.
    void down() {
        tool("pg_ctl", "stop", "-w", "-m", "fast", "-D", data());
    }

    /// From now on it answers nobody, and says so to nobody, until [#wake].
    public void freeze() {
        signal("-STOP");
    }

    public void wake() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            var first = Long.parseLong(
                    Files.readAllLines(Path.of(data(), "postmaster.pid")).getFirst());
            var all = new ArrayList<>(List.of("kill", signal, Long.toString(first)));
            ProcessHandle.of(first)
                    .orElseThrow()
                    .descendants()
                    .forEach(process -> all.add(Long.toString(process.pid())));
            assertThat(run(all)).as(String.join(" ", all)).isZero();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void end() {
        try {
            run(command("pg_ctl", "stop", "-m", "immediate", "-D", data()));
            run(List.of("rm", "-rf", folder.toString()));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /// A new, empty database.
    public String newDatabase() {
        var name = "history" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=mountmark";
    }

    private void tool(String name, String... arguments) {
        try {
            assertThat(run(command(name, arguments))).as(name).isZero();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// It refuses to run as root.
    private List<String> command(String name, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(binaries.resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(String.join(" ", command))
                    .isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
