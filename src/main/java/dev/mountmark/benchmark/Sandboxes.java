package dev.mountmark.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The one way to the outside world: what offers runtimes and opens sandboxes on them.
public interface Sandboxes {
    /// What is here now. Never throws and never takes longer than a few seconds: a runtime that does not answer is
    /// listed with the reason.
    ///
    /// @param named those that somebody asks for: one on another machine is not asked otherwise
    List<RuntimeStatus> runtimes(Set<Slug> named);

    /// What is here now, on this machine.
    default List<RuntimeStatus> runtimes() {
        return runtimes(Set.of());
    }

    /// Has the workload's image or cache ready on a runtime, so that nothing is fetched while timing.
    ///
    /// @param progress told one short sentence for each step
    /// @return seconds of `pull` and `build`; empty when all was there
    Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException, InterruptedException;

    /// The images that samples are taken in; empty where they are taken in none that is built there.
    default Optional<Images> images() {
        return Optional.empty();
    }

    /// A sandbox that does not exist yet: nothing is made before [Sandbox#create()].
    Sandbox open(SampleOrder order);

    /// Samples that a former process began and that go on without one: [#open(SampleOrder)] joins them. Called when
    /// no sandbox is open.
    default List<Unattended> unattended() {
        return List.of();
    }

    /// A sample that nobody waits for.
    ///
    /// @param run which run
    /// @param number of the sample in its run
    /// @param round as in its order
    /// @param warmup as in its order
    /// @param runtime where
    /// @param scenario its label
    /// @param workload by name
    /// @param startedAt by the clock of the runtime
    record Unattended(
            RunId run,
            int number,
            int round,
            boolean warmup,
            Slug runtime,
            String scenario,
            Slug workload,
            Instant startedAt) {}

    /// Whether [#post(RunId, String)] would put a table anywhere.
    default boolean takesTables() {
        return false;
    }

    /// Puts the table of a run that has ended where users of these runtimes look for it, in place of the one before.
    /// Never throws; does nothing for a run of which nothing was measured here.
    default void post(RunId run, String table) {}

    /// Removes all that carries this instance's label, whoever left it. Called when no sandbox is open.
    ///
    /// @return what could not be removed, by name
    List<String> reap();
}
