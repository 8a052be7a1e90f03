package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Runtime NEAR = new Runtime(new Slug("near"), "Near");
    private static final Runtime FAR = new Runtime(new Slug("far"), "Far");

    @Test
    void aRuntimeOnAnotherMachineIsLeftOutWhereNoneIsNamed() {
        var selection = selection(null);

        assertThat(selection.benchmarks(request()))
                .extracting(benchmark -> benchmark.runtime().slug().value())
                .containsOnly("near");
    }

    @Test
    void aRuntimeOnAnotherMachineIsMeasuredWhenItIsNamed() {
        var selection = selection(null);

        assertThat(selection.benchmarks(request("far")))
                .extracting(benchmark -> benchmark.runtime().slug().value())
                .containsOnly("far");
    }

    @Test
    void aNamedRuntimeThatDoesNotAnswerIsRefusedWithTheReason() {
        var selection = selection("key refused");

        assertThatThrownBy(() -> selection.benchmarks(request("far")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageEndingWith("got far: key refused");
    }

    private static Selection selection(@Nullable String missing) {
        return new Selection(
                List.of(status(NEAR, null, true), status(FAR, missing, false)), List.of(Examples.workload()));
    }

    private static RuntimeStatus status(Runtime runtime, @Nullable String missing, boolean local) {
        return new RuntimeStatus(
                runtime,
                "",
                missing,
                Map.of(),
                Map.of(),
                List.of(new RuntimeStatus.Offer(new Scenario.NoVolumes(), missing)),
                null,
                new RuntimeStatus.Way(local, true, List.of()));
    }

    private static RunRequest request(String... runtimes) {
        return new RunRequest(List.of("touch"), List.of(runtimes), List.of(), RunRequest.PlanRequest.DEFAULT, Map.of());
    }
}
