package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mountmark.benchmark.Changed;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine that is stopped takes connections and never answers.
class HungEngineIT {
    @TempDir
    Path folder;

    private TestEngine engine;
    private Workload workload;
    private String pid;

    @BeforeEach
    void makeReady() throws Exception {
        pid = Files.readString(Path.of(TestEngine.property("mountmark-test.engine-pid")))
                .strip();
        engine = new TestEngine(folder);
        workload = engine.ready("scribble");
    }

    @AfterEach
    void removeAll() throws Exception {
        if (engine != null) {
            signal("CONT");
            engine.close();
        }
    }

    @Test
    void itIsListedWithinSecondsAndASampleEndsByItsDeadline() throws Exception {
        var brief = Changed.command(workload, "sleep 300", Duration.ofSeconds(5));
        var sandbox = engine.sandboxes().open(engine.order(new Scenario.BindMountVolume(), brief));
        sandbox.create();
        sandbox.start();

        signal("STOP");
        var begin = Instant.now();
        var status = engine.sandboxes().runtimes().getFirst();
        var listed = Duration.between(begin, Instant.now());
        var thrown = catchThrowableOfType(MeasuringException.class, sandbox::command);
        var left = sandbox.delete();
        var ended = Duration.between(begin, Instant.now());
        signal("CONT");
        var leftThen = sandbox.delete();

        assertThat(status.available()).isFalse();
        assertThat(status.unavailable()).contains("within 3 s, got none");
        assertThat(listed).isLessThan(Duration.ofSeconds(6));
        assertThat(thrown.failure().category()).isEqualTo(Category.DEADLINE);
        assertThat(ended).isLessThan(Duration.ofSeconds(30));
        assertThat(left).anyMatch(name -> name.startsWith("container mountmark-"));
        assertThat(leftThen).isEmpty();
        assertThat(engine.left()).isEmpty();
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
