package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A socket of our own whose connections each end in an engine on another machine: one `ssh` each, as Docker's own
/// client does it. Keys, names and proxies are those of ssh's own settings; it asks nobody for anything.
final class SshTunnel implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SshTunnel.class);

    /// Below the deadline of the first question, so that ssh's own words are heard.
    private static final int CONNECT_SECONDS = 8;

    /// For a process that was asked to end, and for the last words of one that has ended.
    private static final long PATIENCE_MILLIS = 1000;

    private static final int BUFFER = 64 * 1024;

    private final Access.Ssh at;
    private final Path folder;
    private final ServerSocketChannel server;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile @Nullable String trouble;

    private SshTunnel(Access.Ssh at, Path folder, ServerSocketChannel server) {
        this.at = at;
        this.folder = folder;
        this.server = server;
    }

    static SshTunnel to(Access.Ssh at) throws MeasuringException {
        try {
            // Nobody else may look into a temporary folder, or connect to what lies in it.
            var folder = Files.createTempDirectory("mountmark-ssh");
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            var tunnel = new SshTunnel(at, folder, server);
            server.bind(UnixDomainSocketAddress.of(tunnel.socket()));
            Thread.ofPlatform().daemon().name("ssh tunnel").start(tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(
                            Failure.Category.HOST,
                            null,
                            "ssh: expected that a socket can be made in the folder for temporary files, got " + e),
                    e);
        }
    }

    private Path socket() {
        return folder.resolve("s");
    }

    /// Where the engine answers on this side.
    URI uri() {
        return URI.create("unix://" + socket().toUri().getRawPath());
    }

    /// Why the last connection that failed has failed.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// What is started for each connection.
    static List<String> command(Access.Ssh at) {
        var command = new ArrayList<>(
                List.of(at.program(), "-o", "BatchMode=yes", "-o", "ConnectTimeout=" + CONNECT_SECONDS, "-T"));
        if (at.user() != null) {
            command.addAll(List.of("-l", at.user()));
        }
        if (at.port() != 0) {
            command.addAll(List.of("-p", Integer.toString(at.port())));
        }
        command.addAll(List.of("--", at.host().replaceAll("[\\[\\]]", ""), "docker"));
        if (at.socket() != null) {
            command.addAll(List.of("--host", "unix://" + at.socket()));
        }
        command.addAll(List.of("system", "dial-stdio"));
        return command;
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                // Pipes of processes are read by threads of their own: a virtual one would hold a processor.
                Thread.ofPlatform().daemon().name("ssh connection").start(() -> serve(connection));
            }
        } catch (IOException end) {
            LOG.debugf(end, "%s: no more connections", at.address());
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var process = new ProcessBuilder(command(at)).start();
            processes.add(process);
            try {
                if (closed) {
                    return;
                }
                carry(connection, process);
            } finally {
                end(process);
                processes.remove(process);
            }
        } catch (IOException e) {
            trouble = "ssh: expected a program that can be started, got " + at.program() + " (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(SocketChannel connection, Process process) throws InterruptedException {
        var words = new StringBuffer();
        var listener = Thread.ofPlatform().daemon().start(() -> listen(process.getErrorStream(), words));
        var hungUp = new AtomicBoolean();
        Thread.ofPlatform().daemon().start(() -> {
            there(connection, process.getOutputStream());
            if (process.isAlive()) {
                hungUp.set(true);
                process.destroy();
            }
        });
        back(process.getInputStream(), connection);
        // The reason has to be there before the client sees that it is over.
        if (process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() != 0 && !hungUp.get()) {
            listener.join(PATIENCE_MILLIS);
            if (!closed) {
                trouble = reason(at, process.exitValue(), words.toString());
            }
        }
    }

    /// Until the client hangs up, or ssh does.
    private static void there(SocketChannel connection, OutputStream ssh) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try (ssh) {
            while (connection.read(buffer) >= 0) {
                ssh.write(buffer.array(), 0, buffer.position());
                ssh.flush();
                buffer.clear();
            }
        } catch (IOException over) {
            LOG.trace("connection over", over);
        }
    }

    private static void back(InputStream ssh, SocketChannel connection) {
        var bytes = new byte[BUFFER];
        try (ssh) {
            for (var read = ssh.read(bytes); read >= 0; read = ssh.read(bytes)) {
                var part = ByteBuffer.wrap(bytes, 0, read);
                while (part.hasRemaining()) {
                    connection.write(part);
                }
            }
        } catch (IOException over) {
            LOG.trace("connection over", over);
        }
    }

    /// The first words are enough, and a process that goes on talking must not be held up.
    private static void listen(InputStream errors, StringBuffer words) {
        var bytes = new byte[1024];
        try (errors) {
            for (var read = errors.read(bytes); read >= 0; read = errors.read(bytes)) {
                if (words.length() < BUFFER) {
                    words.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException over) {
            LOG.trace("no more words", over);
        }
    }

    /// What ssh means by what it says at its end.
    static String reason(Access.Ssh at, int exitCode, String words) {
        var said = last(words);
        var call = "`ssh " + (at.port() == 0 ? "" : "-p " + at.port() + " ") + at.destination() + "`";
        if (words.contains("Host key verification failed") || words.contains("HOST IDENTIFICATION HAS CHANGED")) {
            return "host key refused: ssh does not know that host, or knows it by another key; " + call + " shows it ("
                    + said + ")";
        }
        if (exitCode == 255 && words.contains("Permission denied (")) {
            return "key refused: expected that " + call + " gets in without a question, got: " + said;
        }
        if (exitCode == 127 || words.contains("docker: command not found") || words.contains("docker: not found")) {
            return "docker is missing on that host: expected Docker's client on the path of " + call + ", got: " + said;
        }
        return "ssh: " + (said.isEmpty() ? "it ended with " + exitCode : said);
    }

    private static String last(String words) {
        return words.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (_, line) -> line);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        closed = true;
        // Each connection ends with its process.
        processes.forEach(Process::destroy);
        try (server) {
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debugf(e, "%s: could not be removed", folder);
        }
    }
}
