package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class SshTunnelTest {
    /// Answers each request of HTTP with the version, as an engine would behind `docker system dial-stdio`.
    private static final String[] DOCKER = {
        "[ \"$1 $2\" = 'system dial-stdio' ] || exit 9",
        "answer='{\"ApiVersion\":\"1.44\",\"MinAPIVersion\":\"1.24\"}'",
        "cr=$(printf '\\r')",
        "while read -r line; do",
        "  [ \"$line\" = \"$cr\" ] || continue",
        "  printf 'HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n%s'"
                + " \"${#answer}\" \"$answer\"",
        "done",
    };

    @Test
    void itIsOpenedAsDockersOwnClientDoesIt() {
        var command = SshTunnel.command(new Access.Ssh("ssh", "me", "far", 2222, null));

        assertThat(command)
                .containsExactly(
                        "ssh",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "ConnectTimeout=8",
                        "-T",
                        "-l",
                        "me",
                        "-p",
                        "2222",
                        "--",
                        "far",
                        "docker",
                        "system",
                        "dial-stdio");
    }

    @Test
    void aSocketOnTheOtherSideIsHandedOn() {
        var command = SshTunnel.command(new Access.Ssh("ssh", null, "[::1]", 0, "/run/user/7/docker.sock"));

        assertThat(command)
                .endsWith(
                        "-T",
                        "--",
                        "::1",
                        "docker",
                        "--host",
                        "unix:///run/user/7/docker.sock",
                        "system",
                        "dial-stdio");
    }

    @Test
    void anSshThatHangsEndsByTheDeadlineAndLeavesNoProcess(@TempDir Path folder) throws Exception {
        var pid = folder.resolve("pid");
        var ssh = SshHost.script(folder.resolve("ssh"), "echo $$ >" + pid, "exec sleep 300");
        var begin = Instant.now();

        var thrown = catchThrowableOfType(
                MeasuringException.class, () -> open(new Access.Ssh(ssh.toString(), null, "far", 0, null)));

        assertThat(thrown.failure().category()).isEqualTo(Category.DEADLINE);
        assertThat(thrown).hasMessageContaining("ssh://far within 10 s");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        var process = Long.parseLong(Files.readString(pid).strip());
        await().until(() -> ProcessHandle.of(process).isEmpty());
    }

    @Test
    void anSshThatIsNotThereIsNamed() {
        var refusal = refusal(new Access.Ssh("/nowhere/ssh", null, "far", 0, null));

        assertThat(refusal).contains("ssh: expected a program that can be started, got /nowhere/ssh");
    }

    @Test
    void nobodyElseMayConnect() throws Exception {
        try (var tunnel = SshTunnel.to(new Access.Ssh("ssh", null, "far", 0, null))) {
            var folder = Path.of(tunnel.uri().getPath()).getParent();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");

            tunnel.close();

            assertThat(folder).doesNotExist();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WithARealServer {
        private SshHost host;
        private SshHost bare;

        @BeforeAll
        void start(@TempDir Path folder) throws Exception {
            var programs = Files.createDirectories(folder.resolve("programs"));
            SshHost.script(programs.resolve("docker"), DOCKER);
            host = SshHost.start(Files.createDirectories(folder.resolve("host")), programs + ":/usr/bin:/bin");
            var empty = Files.createDirectories(folder.resolve("empty"));
            bare = SshHost.start(Files.createDirectories(folder.resolve("bare")), empty.toString());
        }

        @AfterAll
        void stop() {
            if (host != null) {
                host.close();
            }
            if (bare != null) {
                bare.close();
            }
        }

        @Test
        void theEngineAnswersAndItsProcessesEndWithIt() throws Exception {
            try (var engine = Engine.open(endpoint(host.access(host.ssh())))) {
                assertThat(engine.version()).hasToString("1.44");
                assertThat(host.running()).isNotEmpty();
            }

            await().untilAsserted(() -> assertThat(host.running()).isEmpty());
        }

        @Test
        void aKeyThatIsRefusedIsToldSo() throws Exception {
            assertThat(refusal(host.access(host.ssh("wrong-key", "stranger", "known"))))
                    .contains("no engine answers at " + host.uri() + ": key refused: ")
                    .contains("Permission denied");
        }

        @Test
        void aHostThatIsNotKnownIsToldSo() throws Exception {
            assertThat(refusal(host.access(host.ssh("no-hosts", "mine", "none"))))
                    .contains("host key refused: ");
        }

        @Test
        void aHostWithoutDockerIsToldSo() throws IOException {
            assertThat(refusal(bare.access(bare.ssh()))).contains("docker is missing on that host: ");
        }
    }

    private static Engine open(Access.Ssh access) throws MeasuringException, InterruptedException {
        return Engine.open(endpoint(access));
    }

    private static String refusal(Access.Ssh access) {
        return String.valueOf(catchThrowableOfType(MeasuringException.class, () -> open(access))
                .getMessage());
    }

    private static Endpoint endpoint(Access.Ssh access) {
        return new Endpoint(
                new Runtime(new Slug("far"), "Far"), access, Path.of("/work"), "/work", List.of(), Engines.NO_HINTS);
    }
}
