package dev.mountmark.api;

import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunEvent;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.report.TextReport;
import dev.mountmark.run.Runs;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// Has the table of a run that has ended put where users of its runtimes look for it.
@ApplicationScoped
class PostedTable {
    private final Runs runs;
    private final List<Sandboxes> places;

    PostedTable(Runs runs, @All List<Sandboxes> places) {
        this.runs = runs;
        this.places = List.copyOf(places);
    }

    void changed(@Observes StoredEvent stored) {
        if (places.stream().noneMatch(Sandboxes::takesTables)) {
            // No run is read for nobody, after each sample.
            return;
        }
        switch (stored.event()) {
            // A sample may be one that went on without us, of a run that ended before.
            case RunEvent.RunChanged _, RunEvent.SampleTaken _ ->
                runs.find(stored.run()).filter(run -> run.state().ended()).ifPresent(this::post);
            case RunEvent.Preparing _,
                    RunEvent.RoundStarted _,
                    RunEvent.BenchmarkFailed _,
                    RunEvent.RunExcluded _,
                    RunEvent.RunIncluded _ -> {
                // Its figures are the same, or not there yet.
            }
        }
    }

    private void post(Run run) {
        var table = TextReport.of(run, runs.results(run));
        places.forEach(place -> place.post(run.id(), table));
    }
}
