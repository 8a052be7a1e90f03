package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailuresTest {
    private static final Endpoint ENDPOINT = new Endpoint(
            new Runtime(new Slug("linux"), "Linux"),
            new Access.Socket(Path.of("/x.sock")),
            Path.of("/work"),
            "/work",
            List.of(),
            Engines.NO_HINTS);
    private static final Step STEP = new Step(Phase.START, "start the container", Duration.ofMillis(1500));

    @Test
    void theEnginesOwnSentenceIsTold() {
        var refusal = new InternalServerErrorException("{\"message\":\"no \\\"such\\\" thing\"}\n");

        var failure = EngineFailures.of(ENDPOINT, STEP, new IllegalStateException(refusal), Optional.empty())
                .failure();

        assertThat(failure.message()).isEqualTo("start the container: no \"such\" thing");
        assertThat(failure.phase()).isEqualTo(Phase.START);
        assertThat(failure.category()).isEqualTo(Category.ENGINE);
    }

    @Test
    void aFolderThatTheEngineDoesNotHaveIsToldWithTheWayOut() {
        var refusal = new InternalServerErrorException("{\"message\":\"bind source path does not exist: /work/x\"}");

        var failure =
                EngineFailures.of(ENDPOINT, STEP, refusal, Optional.empty()).failure();

        assertThat(failure.category()).isEqualTo(Category.MOUNT);
        assertThat(failure.message())
                .startsWith("start the container: bind source path does not exist: /work/x; set"
                        + " mountmark.runtimes.linux.work-directory to a folder that the engine has at the same path");
    }

    @Test
    void anEngineThatIsAwayIsNamedWithTheReason() {
        var failure = EngineFailures.of(
                        ENDPOINT,
                        STEP,
                        new IllegalStateException(new IOException("Connection refused")),
                        Optional.empty())
                .failure();

        assertThat(failure.message())
                .isEqualTo("start the container: no engine answers at unix:///x.sock: Connection refused");
    }

    @Test
    void silenceNamesTheDeadline() {
        var failure = EngineFailures.late(ENDPOINT, STEP, Optional.empty()).failure();

        assertThat(failure.category()).isEqualTo(Category.DEADLINE);
        assertThat(failure.message())
                .isEqualTo("start the container: expected an answer of the engine at unix:///x.sock within 1.5 s,"
                        + " got none");
    }

    @Test
    void theWaysOwnReasonIsToldWhereTheEngineSaysNothing() {
        var failure = EngineFailures.of(
                        ENDPOINT, STEP, new IOException("hung up"), Optional.of("key refused: Permission denied"))
                .failure();

        assertThat(failure.message())
                .isEqualTo("start the container: no engine answers at unix:///x.sock: key refused: Permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "write /x: no space left on device, SPACE",
        "invalid mount config for type \"bind\": bind source path does not exist: /x, MOUNT",
        "something else, ENGINE",
    })
    void whatItSaysTellsWhatKindOfFailureItIs(String message, Category category) {
        assertThat(EngineFailures.category(message)).isEqualTo(category);
    }
}
