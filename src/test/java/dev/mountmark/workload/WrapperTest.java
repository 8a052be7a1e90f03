package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WrapperTest {
    private static final String TIMED = """
            clock bash-EPOCHREALTIME
            resolutionSeconds 0.000001
            beginSeconds 1795395600.123456
            endSeconds 1795395601.123458
            uptimeBeginSeconds 100.25
            uptimeEndSeconds 101.26
            exit 0
            """;

    @Test
    void keepsTheMicrosecondsOfATime() throws MeasuringException {
        var timing = Wrapper.timing(TIMED, 1.5);

        assertThat(timing.insideSeconds()).isEqualTo(1.000002);
        assertThat(timing.outsideSeconds()).isEqualTo(1.5);
        assertThat(timing.uptimeSeconds()).isCloseTo(1.01, within(1e-9));
        assertThat(timing.clock()).isEqualTo("bash-EPOCHREALTIME");
        assertThat(timing.exitCode()).isZero();
        assertThat(timing.lastLines()).isEmpty();
    }

    @Test
    void keepsTheLastLinesOfACommandThatFailed() throws MeasuringException {
        var timing = Wrapper.timing(TIMED.replace("exit 0", "exit 7\nlog npm error\nlog\nlog  indented"), 1.5);

        assertThat(timing.exitCode()).isEqualTo(7);
        assertThat(timing.lastLines()).containsExactly("npm error", "", " indented");
    }

    @Test
    void goesWithoutUptimeWhereThereIsNone() throws MeasuringException {
        var timing = Wrapper.timing(TIMED.replaceAll("uptime.*\n", ""), 1.5);

        assertThat(timing.uptimeSeconds()).isNull();
    }

    @Test
    void refusesATimeThatRanBackwards() {
        assertFailure(
                () -> Wrapper.timing(TIMED.replace("1795395601", "1795395599"), 1.5),
                Failure.Category.CLOCK,
                "expected that a command ends after it began, got an end 0.999998 s before: somebody set the clock");
    }

    @Test
    void tellsWhatTheWrapperComplainsOf() {
        assertFailure(
                () -> Wrapper.timing("error no clock: expected bash 5, found neither\n", 1.5),
                Failure.Category.HOST,
                "no clock: expected bash 5, found neither");
    }

    @Test
    void saysWhatIsMissingInAnAnswer() {
        assertFailure(
                () -> Wrapper.tree("entries 3\n"),
                Failure.Category.INTERNAL,
                "measure.sh: expected a line digest in its answer, got only entries");
        assertFailure(
                () -> Wrapper.nonce(""),
                Failure.Category.INTERNAL,
                "measure.sh: expected a line nonce in its answer, got nothing");
        assertFailure(
                () -> Wrapper.timing(TIMED.replace("exit 0", "exit none"), 1.5),
                Failure.Category.INTERNAL,
                "measure.sh: exit: expected a number, got none");
        assertFailure(
                () -> Wrapper.tree("entries 1.5\ndigest sha256:0\n"),
                Failure.Category.INTERNAL,
                "measure.sh: entries: expected a whole number, got 1.5");
    }

    @Test
    void givesFactsByName() throws MeasuringException {
        var facts = Wrapper.facts("kernel 6.1.0\ncpus 2\nmountOptions rw,relatime\nsoftware.node v22.1.0\n");

        assertThat(facts)
                .containsEntry("kernel", "6.1.0")
                .containsEntry("mountOptions", "rw,relatime")
                .containsEntry("software.node", "v22.1.0")
                .hasSize(4);
    }

    private static void assertFailure(ThrowingCallable call, Failure.Category category, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(MeasuringException.class, e -> {
            assertThat(e.failure().category()).isEqualTo(category);
            assertThat(e.failure().message()).isEqualTo(message);
        });
    }
}
