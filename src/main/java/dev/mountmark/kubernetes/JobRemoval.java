package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Removes what was made for one sample.
final class JobRemoval {
    private static final String REMOVE = "remove";

    private final Cluster cluster;
    private final JobPlan plan;
    /// The same one at each attempt, since it knows the volume of a claim that is gone.
    private final Leftovers leftovers;

    private boolean begun;
    private boolean done;
    private boolean folderGone;

    JobRemoval(Cluster cluster, JobPlan plan) {
        this.cluster = cluster;
        this.plan = plan;
        leftovers = new Leftovers(cluster, plan.metadata().getLabels());
    }

    /// The pod has run: it may have left something on its node.
    void begun() {
        begun = true;
    }

    /// The pod has told all, and removes its folder by itself.
    void done() {
        done = true;
    }

    /// How long the volume outlived all else; empty without one, or while it is there.
    Optional<Duration> released() {
        return leftovers.released();
    }

    /// @return what is still there, by name
    List<String> attempt(@Nullable PodLog log) throws InterruptedException {
        try {
            if (done && plan.onNode() && !folderGone && log != null) {
                done = false;
                folderGone = log.await(
                                        REMOVE,
                                        Phase.DELETE,
                                        plan.order().workload().deadlines().delete())
                                .status()
                        == 0;
            }
            var left = leftovers.remove();
            if (left.isEmpty() && begun && plan.onNode() && !folderGone) {
                new NodeFolder(cluster, plan).remove();
                folderGone = true;
                return leftovers.remove();
            }
            return left;
        } catch (MeasuringException e) {
            return List.of(plan.name() + ": " + e.failure().message());
        }
    }
}
