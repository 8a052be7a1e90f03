package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// This machine as another one: a real `sshd` on a port of its own with keys of its own, and an `ssh` that knows them.
final class SshHost implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process sshd;

    private SshHost(Path folder, int port, Process sshd) {
        this.folder = folder;
        this.port = port;
        this.sshd = sshd;
    }

    /// @param folder for keys and logs
    /// @param path of programs on the other side
    /// @param more environment of the other side, `NAME=value`
    static SshHost start(Path folder, String path, String... more) throws Exception {
        var program = Path.of("/usr/sbin/sshd");
        Assumptions.assumeTrue(Files.isExecutable(program), "sshd is not installed");
        keygen(folder.resolve("host"));
        keygen(folder.resolve("mine"));
        keygen(folder.resolve("stranger"));
        Files.copy(folder.resolve("mine.pub"), folder.resolve("authorized"));
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                SetEnv PATH=%s %s
                """.formatted(
                        port, folder.resolve("host"), folder.resolve("authorized"), path, String.join(" ", more)));
        Files.writeString(
                folder.resolve("known"), "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        var sshd = new ProcessBuilder(
                        program.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        var host = new SshHost(folder, port, sshd);
        await().atMost(Duration.ofSeconds(20)).until(() -> !sshd.isAlive() || host.listens());
        Assumptions.assumeTrue(sshd.isAlive(), () -> "sshd does not run here: " + read(folder.resolve("sshd.log")));
        return host;
    }

    private static void keygen(Path file) throws Exception {
        var process = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// An `ssh` that takes the right key and knows the host.
    Path ssh() throws IOException {
        return ssh("ssh", "mine", "known");
    }

    /// An `ssh` with settings of its own, so that nobody's real ones are read.
    ///
    /// @param key that it shows
    /// @param known the file of hosts it knows
    Path ssh(String name, String key, String known) throws IOException {
        return script(
                folder.resolve(name),
                "echo $$ >>" + folder.resolve("processes"),
                "exec ssh -F none -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -i " + folder.resolve(key)
                        + " -o UserKnownHostsFile=" + folder.resolve(known)
                        + " -o GlobalKnownHostsFile=none \"$@\"");
    }

    /// An executable of the shell's.
    static Path script(Path file, String... lines) throws IOException {
        Files.write(
                file, Stream.concat(Stream.of("#!/bin/sh"), Stream.of(lines)).toList());
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    URI uri() {
        return URI.create("ssh://127.0.0.1:" + port);
    }

    /// @param program that opens it
    Access.Ssh access(Path program) {
        return new Access.Ssh(program.toString(), null, "127.0.0.1", port, null);
    }

    /// Those of [#ssh()] that still run.
    List<String> running() throws IOException {
        var processes = folder.resolve("processes");
        return Files.exists(processes)
                ? Files.readAllLines(processes).stream()
                        .filter(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent())
                        .toList()
                : List.of();
    }

    @Override
    public void close() {
        sshd.descendants().forEach(ProcessHandle::destroy);
        sshd.destroy();
    }
}
