package dev.mountmark.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.workload.Mounts;
import dev.mountmark.workload.TreeDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSandboxesTest {
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
        assertThat(pids).allMatch(HostSandboxesTest::isAlive);

        measuring.interrupt();

        assertThatThrownBy(() -> outcome.get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(pids).noneMatch(HostSandboxesTest::isAlive);
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
        assertThat(pids(workload)).hasSize(4).noneMatch(HostSandboxesTest::isAlive);
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void endsWhatACommandHasLeftRunning() throws Exception {
        var workload = room.add(SCATTER);
        var sandbox = room.open(workload);
        sandbox.create();
        assertThat(sandbox.command().exitCode()).isZero();
        var pids = pids(workload);
        assertThat(pids).hasSize(4).anyMatch(HostSandboxesTest::isAlive);

        var left = sandbox.delete();

        assertThat(left).isEmpty();
        assertThat(pids).noneMatch(HostSandboxesTest::isAlive);
    }

    @Test
    void reapsWhatAKilledServiceHasLeft() throws Exception {
        var workload = room.add(SCATTER);
        var sandbox = room.open(workload);
        sandbox.create();
        sandbox.command();
        var pids = pids(workload);

        var left = new HostRoom(directory).sandboxes().reap();

        assertThat(left).isEmpty();
        assertThat(pids).hasSize(4).noneMatch(HostSandboxesTest::isAlive);
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

    @Test
    void offersNativeWithTheFactsOfTheHost() {
        var status = status();

        assertThat(status.available()).isTrue();
        assertThat(status.offer(new Scenario.Native())).get().matches(RuntimeStatus.Offer::available);
        assertThat(status.facts()).containsKeys("os", "kernel", "cpus", "memoryBytes", "fileSystem");
    }

    @Test
    void namesTheToolThatIsMissing() {
        var workload = room.add("true", "tools: [sh]", "tools: [sh, frobnicate, gizmo]");
        var reason = "little: expected sh, frobnicate, gizmo on the PATH of the service, but frobnicate, gizmo are"
                + " missing; install what is missing to measure native";

        assertThat(status().facts()).containsEntry("missing.little", reason);
        assertThatThrownBy(() -> room.sandboxes().makeReady(HostStatus.HOST, workload, _ -> {}))
                .isInstanceOfSatisfying(MeasuringException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Failure.Category.HOST);
                    assertThat(e.failure().message()).isEqualTo(reason);
                });
    }

    @Test
    void fillsACacheOnce() throws Exception {
        var workload = room.add(
                "cp \"$MOUNTMARK_CACHE/kept\" copy",
                "tools: [sh]",
                "tools: [sh]\n  cache: cat seed.txt > \"$MOUNTMARK_CACHE/kept\"");
        var steps = new ArrayList<String>();

        var first = room.sandboxes().makeReady(HostStatus.HOST, workload, steps::add);
        var second = room.sandboxes().makeReady(HostStatus.HOST, workload, steps::add);

        assertThat(first).containsOnlyKeys(Phase.BUILD);
        assertThat(second).isEqualTo(Map.of());
        assertThat(steps).containsExactly("Filling the cache of little on the host");
        var sandbox = room.open(workload);
        sandbox.create();
        assertThat(sandbox.command().exitCode()).isZero();
        assertThat(room.work(workload).resolve("copy")).hasContent("seed\n");
        assertThat(sandbox.delete()).isEmpty();
    }

    @Test
    void keepsNoCacheThatCouldNotBeFilled() {
        var workload = room.add(
                "true", "tools: [sh]", "tools: [sh]\n  cache: touch \"$MOUNTMARK_CACHE/half\"; echo E404; exit 3");

        assertThatThrownBy(() -> room.sandboxes().makeReady(HostStatus.HOST, workload, _ -> {}))
                .isInstanceOfSatisfying(MeasuringException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Failure.Category.HOST);
                    assertThat(e.failure().exitCode()).isEqualTo(3);
                    assertThat(e.failure().lastLines()).containsExactly("E404");
                    assertThat(e.failure().message())
                            .isEqualTo("The cache of little could not be filled: expected that image.cache ends with"
                                    + " 0, got 3");
                });
        assertThat(directory.resolve("caches")).isEmptyDirectory();
    }

    private RuntimeStatus status() {
        return room.sandboxes().runtimes().getFirst();
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
