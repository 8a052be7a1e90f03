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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void theFirstEngineOfThisMachineBuildsWhereNoneIsNamed() {
        var away = status(new Runtime(new Slug("away"), "Away"), "stopped", true);
        var cluster = status(new Runtime(new Slug("cluster"), "Cluster"), null, true);
        var selection =
                new Selection(List.of(status(FAR, null, false), away, cluster, status(NEAR, null, true)), List.of());

        assertThat(selection.engine(Optional.empty(), one -> !one.equals(cluster.runtime())))
                .isEqualTo(NEAR);
    }

    @Test
    void anEngineOnAnotherMachineBuildsWhenItIsNamed() {
        assertThat(selection(null).engine(Optional.of("far"), _ -> true)).isEqualTo(FAR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "near | expected any of far, got near",
                "fur | expected any of far, got fur",
                "far | expected a container engine that is available, got far: key refused",
                " | expected a container engine that is available, found none on this machine; mountmark runtimes"
                        + " lists what there is"
            })
    void whereNothingCanBeBuiltTheReasonIsTold(@Nullable String named, String reason) {
        var selection = selection("key refused");

        assertThatThrownBy(() -> selection.engine(Optional.ofNullable(named), FAR::equals))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.field()).isEqualTo("runtime");
                    assertThat(e.problem()).isEqualTo(reason);
                });
    }

    @Test
    void aWorkloadThatIsNotKnownIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> selection(null).workload("knit"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("expected any of touch, got knit");
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
