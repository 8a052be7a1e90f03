package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.SampleOrder;
import java.util.Map;

/// What marks everything that we make in a cluster, so that only what is ours is ever removed.
final class Labels {
    static final String INSTANCE = "mountmark.dev/instance";
    static final String RUN = "mountmark.dev/run";
    static final String SAMPLE = "mountmark.dev/sample";
    /// Set by the cluster on the pods of a Job.
    static final String JOB = "batch.kubernetes.io/job-name";

    private static final String APPLICATION = "app.kubernetes.io/name";

    private Labels() {}

    static Map<String, String> of(Instance instance) {
        return Map.of(INSTANCE, instance.id());
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
