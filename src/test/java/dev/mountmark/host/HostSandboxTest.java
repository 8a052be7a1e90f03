package dev.mountmark.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.workload.Mounts;
import dev.mountmark.workload.TreeDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSandboxTest {
    /// Children that leave their parent, and one that leaves the session as well.
    private static final String SCATTER = """
            sleep 1000 & echo $! > pids
            (sleep 1000 & echo $! >> pids) &
            setsid sh -c 'sleep 1000 & echo $! >> pids; echo $$ >> pids; exec sleep 1000' &
            while [ "$(wc -l < pids)" -lt 4 ]; do :; done
            """;

    @TempDir
    Path directory;

    HostRoom room;

    @BeforeEach
    void openTheRoom() {
        room = new HostRoom(directory);
    }

    @Test
    void takesANativeSampleOfStatFiles() throws Exception {
        var workload = room.catalogue().named("stat-files").orElseThrow();
        assertThat(room.sandboxes().makeReady(HostStatus.HOST, workload, _ -> {}))
                .isEmpty();
        var sandbox = room.open(workload);

        sandbox.create();
        sandbox.start();
        sandbox.prove();
        var environment = sandbox.environment();
        if (workload.prepare() != null) {
            assertThat(sandbox.prepare().exitCode()).isZero();
        }
        var timing = sandbox.command();
        var settled = sandbox.settle();
        var seen = sandbox.verify();
        var twin = TreeDigest.of(
                room.work(workload).resolve(workload.verify().path()),
                workload.verify().exclude());
        var left = sandbox.delete();

        assertThat(environment).containsKeys("kernel", "cpus", "memoryBytes", "fileSystem", "mountOptions");
        assertThat(timing.exitCode()).as("%s", timing.lastLines()).isZero();
        assertThat(timing.insideSeconds()).isPositive().isLessThan(timing.outsideSeconds());
        assertThat(settled).isEmpty();
        assertThat(seen).isEqualTo(workload.verify().tree()).isEqualTo(twin);
        assertThat(left).isEmpty();
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void tellsWhatAFailedCommandPrintedLast() throws Exception {
        var workload = room.add("seq 30; echo 'it went wrong' >&2; exit 7");
        var sandbox = room.open(workload);
        sandbox.create();

        var timing = sandbox.command();

        assertThat(timing.exitCode()).isEqualTo(7);
        assertThat(timing.lastLines()).hasSize(20).startsWith("12").endsWith("30", "it went wrong");
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void givesTheCommandItsOwnEnvironmentOnly() throws Exception {
        var workload = room.add("env | sort > out.txt; exit 1 2>/dev/null");
        var sandbox = room.open(workload);
        sandbox.create();

        sandbox.command();

        assertThat(Files.readAllLines(room.work(workload).resolve("out.txt")))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .filteredOn(name -> !List.of("_", "SHLVL", "PWD", "OLDPWD").contains(name))
                .containsExactly(
                        "COLOUR",
                        "HOME",
                        "LANG",
                        "MOUNTMARK_CACHE",
                        "MOUNTMARK_PLACE",
                        "PATH",
                        "TMPDIR",
                        "npm_config_registry");
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void endsEverythingWhenInterrupted() throws Exception {
        var workload = room.add(SCATTER + "sleep 1000");
        var sandbox = room.open(workload);
        sandbox.create();
        var outcome = new CompletableFuture<Void>();
        var measuring = Thread.ofVirtual().start(() -> {
            try {
                sandbox.command();
                outcome.complete(null);
            } catch (Exception e) {
                outcome.completeExceptionally(e);
            }
        });
        await().atMost(10, SECONDS).until(() -> pids(workload).size() == 4);
        var pids = pids(workload);
        assertThat(pids).allMatch(HostSandboxTest::isAlive);

        measuring.interrupt();

        assertThatThrownBy(() -> outcome.get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(pids).noneMatch(HostSandboxTest::isAlive);
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void endsEverythingAtTheDeadline() throws Exception {
        var workload = room.add(SCATTER + "sleep 1000", "command: PT20S", "command: PT2S");
        var sandbox = room.open(workload);
        sandbox.create();

        assertThatThrownBy(sandbox::command).isInstanceOfSatisfying(MeasuringException.class, e -> {
            assertThat(e.failure().category()).isEqualTo(Failure.Category.DEADLINE);
            assertThat(e.failure().phase()).isEqualTo(Phase.COMMAND);
            assertThat(e.failure().message()).isEqualTo("command: expected an end within PT2S, got none");
        });
        assertThat(pids(workload)).hasSize(4).noneMatch(HostSandboxTest::isAlive);
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void endsWhatACommandHasLeftRunning() throws Exception {
        var workload = room.add(SCATTER);
        var sandbox = room.open(workload);
        sandbox.create();
        assertThat(sandbox.command().exitCode()).isZero();
        var pids = pids(workload);
        assertThat(pids).hasSize(4).anyMatch(HostSandboxTest::isAlive);

        var left = sandbox.delete();

        assertThat(left).isEmpty();
        assertThat(pids).noneMatch(HostSandboxTest::isAlive);
    }

    @Test
    void losesItsProcessesWhenTheServiceIsKilledAndTheRestToTheReaper() throws Exception {
        var workload = room.add(SCATTER + "sleep 1000");
        var service = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledService.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
        await().atMost(30, SECONDS).until(() -> pids(workload).size() == 4);
        var pids = pids(workload);

        service.destroyForcibly().waitFor();

        // Two of them have left the session, which dies with the service.
        await().atMost(10, SECONDS)
                .until(() -> pids.stream().filter(HostSandboxTest::isAlive).count() == 2);
        assertThat(room.sandboxes().reap()).isEmpty();
        assertThat(pids).noneMatch(HostSandboxTest::isAlive);
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void saysSpaceWhenTheDiskRunsFull() throws Exception {
        var workload = room.add("dd if=/dev/zero of=big bs=1M count=64");
        Files.createDirectories(directory.resolve("work"));

        try (var _ = Mounts.tmpfs(directory.resolve("work"), "8m")) {
            var sandbox = room.open(workload);
            sandbox.create();
            assertThatThrownBy(sandbox::command).isInstanceOfSatisfying(MeasuringException.class, e -> {
                assertThat(e.failure().category()).isEqualTo(Failure.Category.SPACE);
                assertThat(e.failure().message()).contains("ran full", "mountmark.work-directory");
                assertThat(e.failure().exitCode()).isEqualTo(1);
            });
            assertThat(sandbox.delete()).isEmpty();
        }
    }

    private List<Long> pids(dev.mountmark.benchmark.Workload workload) throws Exception {
        var file = room.work(workload).resolve("pids");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    /// A dead child of nobody may stay a zombie for a while: it runs nothing.
    private static boolean isAlive(long pid) {
        var status = Path.of("/proc/" + pid + "/stat");
        try {
            return !Files.readString(status).replaceFirst("(?s).*\\) ", "").startsWith("Z");
        } catch (java.io.IOException _) {
            return false;
        }
    }
}
