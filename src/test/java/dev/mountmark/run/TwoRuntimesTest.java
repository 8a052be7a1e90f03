package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.history.Submission;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One run over two engines of one host.
@QuarkusTest
class TwoRuntimesTest {
    @Inject
    Runs runs;

    @Inject
    RunWorker worker;

    @Inject
    FakeSandboxes sandboxes;

    @BeforeEach
    void addSecond() {
        sandboxes.reset();
        sandboxes.addSecond();
        runs.runtimes();
    }

    @AfterEach
    void letGo() {
        sandboxes.reset();
        await().until(() -> !worker.busy());
        runs.runtimes();
    }

    private Run ended(int samples) {
        var request = new RunRequest(
                List.of("stat-files"),
                List.of(),
                List.of(),
                new RunRequest.PlanRequest(null, null, samples, samples, 0, null, null, null, 11L),
                Map.of());
        var id = ((Submission.Accepted) runs.submit(request, Optional.empty()))
                .event()
                .run();
        return await().until(
                        () -> runs.find(id).orElseThrow(), run -> run.state().ended());
    }

    @Test
    void nativeIsMeasuredOnceAndIsTheReferenceOfBoth() {
        sandboxes.takes("native", 1.0);

        var run = ended(1);

        assertThat(sandboxes.opened())
                .extracting(order -> order.benchmark().scenario())
                .filteredOn(Scenario.Native.class::isInstance)
                .hasSize(1);
        assertThat(runs.results(run))
                .extracting(result -> result.benchmark().runtime() + " "
                        + result.benchmark().scenario().label())
                .hasSize(7)
                .doesNotHaveDuplicates();
        assertThat(runs.results(run))
                .allSatisfy(result -> assertThat(result.comparison())
                        .isNotNull()
                        .extracting(comparison -> comparison.reference().label())
                        .isEqualTo("native"));
    }

    @Test
    void theyNeverMeasureAtTheSameTime() {
        ended(3);

        assertThat(sandboxes.opened())
                .extracting(order -> order.benchmark().runtime())
                .contains(FakeSandboxes.LINUX, FakeSandboxes.OTHER);
        assertThat(sandboxes.mostWorking()).isEqualTo(1);
    }

    @Test
    void oneThatDiesFailsItsRowsAndTheOthersAreMeasuredToTheEnd() {
        var dead = new Failure(Category.ENGINE, Phase.CREATE, "The engine does not answer.");
        sandboxes.dies(FakeSandboxes.OTHER, dead);

        var run = ended(3);

        assertThat(run.state()).isInstanceOf(RunState.Failed.class);
        assertThat(runs.results(run)).allSatisfy(result -> {
            if (result.benchmark().runtime().equals(FakeSandboxes.OTHER)) {
                assertThat(result.state()).isEqualTo(Result.State.FAILED);
                assertThat(result.failure()).isEqualTo(dead);
            } else {
                assertThat(result.state()).isEqualTo(Result.State.SUCCEEDED);
                assertThat(result.samples()).hasSize(3);
            }
        });
    }
}
