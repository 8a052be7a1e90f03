package dev.mountmark.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSandboxesTest {
    @TempDir
    Path directory;

    HostRoom room;

    @BeforeEach
    void openTheRoom() {
        room = new HostRoom(directory);
    }

    @Test
    void offersNativeWithTheFactsOfTheHost() {
        var status = status();

        assertThat(status.available()).isTrue();
        assertThat(status.offer(new Scenario.Native())).get().matches(RuntimeStatus.Offer::available);
        assertThat(status.facts()).containsKeys("os", "kernel", "cpus", "memoryBytes", "fileSystem");
    }

    @Test
    void offersNothingWhereItIsNotOnTheHost() {
        var workload = room.add("true");
        var sandboxes = room.sandboxes(new Confinement(() -> HostSettings.Offer.NEVER));

        var status = sandboxes.runtimes().getFirst();

        assertThat(status.unavailable()).startsWith("mountmark.native: expected auto or always");
        assertThat(status.offer(new Scenario.Native()))
                .get()
                .extracting(RuntimeStatus.Offer::missing)
                .isEqualTo(status.unavailable());
        assertThat(status.facts()).isEmpty();
        assertThatThrownBy(() -> sandboxes.makeReady(HostStatus.HOST, workload, _ -> {}))
                .isInstanceOf(MeasuringException.class)
                .hasMessage(status.unavailable());
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
}
