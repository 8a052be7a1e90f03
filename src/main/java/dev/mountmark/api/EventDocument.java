package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.RunEvent.BenchmarkFailed;
import dev.mountmark.benchmark.RunEvent.Preparing;
import dev.mountmark.benchmark.RunEvent.RoundStarted;
import dev.mountmark.benchmark.RunEvent.RunChanged;
import dev.mountmark.benchmark.RunEvent.RunExcluded;
import dev.mountmark.benchmark.RunEvent.RunIncluded;
import dev.mountmark.benchmark.RunEvent.SampleTaken;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.report.FailureDocument;
import dev.mountmark.report.SampleDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event as the stream tells it: a name, and data as JSON.
@RegisterForReflection(
        targets = {
            EventDocument.State.class,
            EventDocument.Preparation.class,
            EventDocument.Round.class,
            EventDocument.Taken.class,
            EventDocument.GivenUp.class,
            EventDocument.Excluded.class,
            EventDocument.Included.class
        })
sealed interface EventDocument {
    /// The stream's `event:`.
    @JsonIgnore
    String name();

    static EventDocument of(StoredEvent stored) {
        return of(stored.at(), stored.event());
    }

    private static EventDocument of(Instant at, RunEvent event) {
        return switch (event) {
            case RunChanged changed ->
                new State(at, changed.state().word(), changed.state().explanation());
            case Preparing preparing ->
                new Preparation(
                        at,
                        preparing.runtime().slug().value(),
                        preparing.workload().value(),
                        preparing.step());
            case RoundStarted started -> new Round(at, started.round(), started.rounds(), started.warmup());
            case SampleTaken taken -> Taken.of(at, taken.sample().benchmark(), taken);
            case BenchmarkFailed failed -> GivenUp.of(at, failed.benchmark(), failed);
            case RunExcluded(var exclusion) -> new Excluded(at, exclusion.reason(), exclusion.since());
            case RunIncluded _ -> new Included(at);
        };
    }

    /// The run went into another state.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(Instant at, String state, @Nullable String reason) implements EventDocument {
        @Override
        public String name() {
            return "state";
        }
    }

    /// Something is being made ready.
    record Preparation(Instant at, String runtime, String workload, String step) implements EventDocument {
        @Override
        public String name() {
            return "preparing";
        }
    }

    /// A round began.
    record Round(Instant at, int round, int rounds, boolean warmup) implements EventDocument {
        @Override
        public String name() {
            return "round";
        }
    }

    /// A sample was taken.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(
            Instant at,
            String runtime,
            String scenario,
            String workload,
            SampleDocument sample,
            int taken,
            int planned,
            @Nullable Double remainingSeconds)
            implements EventDocument {
        static Taken of(Instant at, Benchmark benchmark, SampleTaken taken) {
            return new Taken(
                    at,
                    benchmark.runtime().slug().value(),
                    benchmark.scenario().label(),
                    benchmark.workload().value(),
                    SampleDocument.of(taken.sample()),
                    taken.taken(),
                    taken.planned(),
                    taken.left().map(EventDocument::seconds).orElse(null));
        }

        @Override
        public String name() {
            return "sample";
        }
    }

    /// The run is left out.
    record Excluded(Instant at, String reason, Instant since) implements EventDocument {
        @Override
        public String name() {
            return "excluded";
        }
    }

    /// The run is no longer left out.
    record Included(Instant at) implements EventDocument {
        @Override
        public String name() {
            return "included";
        }
    }

    /// A benchmark was given up.
    record GivenUp(Instant at, String runtime, String scenario, String workload, FailureDocument failure)
            implements EventDocument {
        static GivenUp of(Instant at, Benchmark benchmark, BenchmarkFailed failed) {
            return new GivenUp(
                    at,
                    benchmark.runtime().slug().value(),
                    benchmark.scenario().label(),
                    benchmark.workload().value(),
                    FailureDocument.of(failed.failure()));
        }

        @Override
        public String name() {
            return "given-up";
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
