package dev.mountmark.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionTest {
    @ParameterizedTest
    @CsvSource({"'', got none", "'  ', got none", "'a\u0007b', got 3 characters", "'a\nb', got 3 characters"})
    void aReasonThatIsNoneIsRefused(String reason, String problem) {
        assertThatThrownBy(() -> new Exclusion(reason, Examples.NOON))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("reason"))
                .hasMessage("expected a text of 1 to 500 characters without control characters, " + problem);
    }

    @Test
    void aReasonIsBounded() {
        assertThat(new Exclusion("ü".repeat(500), Examples.NOON).reason()).hasSize(500);
        assertThatThrownBy(() -> new Exclusion("ü".repeat(501), Examples.NOON))
                .hasMessageEndingWith("got 501 characters");
    }

    @Test
    void anotherStateKeepsTheExclusion() {
        var exclusion = new Exclusion("noise", Examples.NOON);
        var state = new RunState.Succeeded(Examples.NOON, Examples.NOON);

        var run = Examples.run(new RunState.Queued(), Examples.plan(1), new Scenario.Native())
                .with(exclusion)
                .with(state);

        assertThat(run.exclusion()).isEqualTo(exclusion);
    }
}
