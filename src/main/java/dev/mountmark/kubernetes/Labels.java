package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.SampleOrder;
import java.util.Map;

/// What marks everything that we make in a cluster, so that only what is ours is ever removed.
final class Labels {
    static final String INSTANCE = "mountmark.dev/instance";
    static final String RUN = "mountmark.dev/run";
    static final String SAMPLE = "mountmark.dev/sample";
    /// Of the ConfigMap with a run's table.
    static final String TABLE = "mountmark.dev/table";

    /// Annotations of a Job, from which a later process knows what it is.
    static final String ROUND = "mountmark.dev/round";

    static final String WARMUP = "mountmark.dev/warmup";
    static final String RUNTIME = "mountmark.dev/runtime";
    static final String SCENARIO = "mountmark.dev/scenario";
    static final String WORKLOAD = "mountmark.dev/workload";
    /// Set by the cluster on the pods of a Job.
    static final String JOB = "batch.kubernetes.io/job-name";

    private static final String APPLICATION = "app.kubernetes.io/name";

    private Labels() {}

    static Map<String, String> of(Instance instance) {
        return Map.of(INSTANCE, instance.id());
    }

    static Map<String, String> of(Instance instance, RunId run) {
        return Map.of(APPLICATION, "mountmark", INSTANCE, instance.id(), RUN, run.value(), TABLE, "text");
    }

    static Map<String, String> annotations(SampleOrder order) {
        var benchmark = order.benchmark();
        return Map.of(
                ROUND,
                Integer.toString(order.round()),
                WARMUP,
                Boolean.toString(order.warmup()),
                RUNTIME,
                benchmark.runtime().slug().value(),
                SCENARIO,
                benchmark.scenario().label(),
                WORKLOAD,
                benchmark.workload().value());
    }

    static Map<String, String> of(Instance instance, SampleOrder order) {
        return Map.of(
                APPLICATION,
                "mountmark",
                INSTANCE,
                instance.id(),
                RUN,
                order.run().value(),
                SAMPLE,
                Integer.toString(order.number()));
    }
}
