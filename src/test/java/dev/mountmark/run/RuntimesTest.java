package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RuntimesTest {
    @Inject
    Runtimes runtimes;

    @Inject
    FakeSandboxes sandboxes;

    @Inject
    Changes changes;

    @BeforeEach
    void forget() {
        sandboxes.reset();
        runtimes.now();
        changes.forget();
    }

    @AfterEach
    void mend() {
        sandboxes.reset();
        runtimes.now();
    }

    @Test
    void aRuntimeThatGoesAndComesBackIsToldOnceEach() {
        sandboxes.away("stopped");
        runtimes.now();
        runtimes.now();
        sandboxes.away(null);
        runtimes.now();
        runtimes.now();

        assertThat(changes.all())
                .containsExactly(
                        new RuntimeChange.Lost(FakeSandboxes.LINUX, "stopped"),
                        new RuntimeChange.Returned(FakeSandboxes.LINUX));
    }

    @Test
    void aRuntimeOnAnotherMachineIsAskedOnlyWhenNamed() {
        sandboxes.far();

        var unasked = far(runtimes.now());
        var asked = far(runtimes.now(Set.of(FakeSandboxes.FAR.slug())));

        assertThat(unasked.unavailable()).isEqualTo("remote: measured when named");
        assertThat(asked.available()).isTrue();
    }

    @Test
    void notBeingAskedIsNotBeingLost() {
        sandboxes.far();
        runtimes.now(Set.of(FakeSandboxes.FAR.slug()));
        changes.forget();

        runtimes.now();

        assertThat(changes.all()).isEmpty();
    }

    @Test
    void aRuntimeIsKnownByItsSlugWhateverItsNameIsNow() {
        var renamed = new Runtime(FakeSandboxes.LINUX.slug(), "Linux 29");

        assertThat(runtimes.sandboxes(renamed)).isPresent();
    }

    private static RuntimeStatus far(List<RuntimeStatus> statuses) {
        return statuses.stream()
                .filter(status -> status.runtime().equals(FakeSandboxes.FAR))
                .findFirst()
                .orElseThrow();
    }
}
