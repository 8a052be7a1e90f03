package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Workload;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    @Inject
    Event<RuntimesFound> found;

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

    @Test
    void whoeverLeftSomethingIsAskedAgainWhenTheOthersHaveBeen() {
        var asked = new ArrayList<String>();
        var folders = new ArrayList<>(List.of("folder of another user"));
        var host = new Reaper("host", asked, () -> List.copyOf(folders));
        var engines = new Reaper("engines", asked, () -> {
            folders.clear();
            return List.of();
        });

        var left = new Runtimes(List.of(host, engines), found).reap();

        assertThat(left).isEmpty();
        assertThat(asked).containsExactly("host", "engines", "host");
    }

    @Test
    void whatNobodyCanRemoveIsToldOnce() {
        var asked = new ArrayList<String>();
        var host = new Reaper("host", asked, () -> List.of("folder"));
        var engines = new Reaper("engines", asked, () -> List.of("folder", "volume"));

        assertThat(new Runtimes(List.of(host, engines), found).reap()).containsExactly("folder", "volume");
        assertThat(asked).containsExactly("host", "engines", "host", "engines");
    }

    /// Somebody who can do nothing but remove.
    private record Reaper(String name, List<String> asked, Supplier<List<String>> left) implements Sandboxes {
        @Override
        public List<RuntimeStatus> runtimes(Set<Slug> named) {
            return List.of();
        }

        @Override
        public Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Sandbox open(SampleOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> reap() {
            asked.add(name);
            return left.get();
        }
    }

    private static RuntimeStatus far(List<RuntimeStatus> statuses) {
        return statuses.stream()
                .filter(status -> status.runtime().equals(FakeSandboxes.FAR))
                .findFirst()
                .orElseThrow();
    }
}
