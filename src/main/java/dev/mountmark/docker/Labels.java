package dev.mountmark.docker;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.SampleOrder;
import java.util.List;
import java.util.Map;

/// What marks everything that we make in an engine, so that only what is ours is ever removed.
final class Labels {
    static final String INSTANCE = "dev.mountmark.instance";
    static final String RUN = "dev.mountmark.run";
    static final String SAMPLE = "dev.mountmark.sample";
    static final String WORKLOAD = "dev.mountmark.workload";
    static final String IMAGE_KEY = "dev.mountmark.image-key";
    /// What the image's cache holds.
    static final String CACHE = "dev.mountmark.cache";
    /// On a volume: the folder in it that stays when the volume goes, and has to be removed before.
    static final String KEEPS = "dev.mountmark.keeps";
    /// Containers inherit the labels of their image, somebody's own of our images too: only an image or
    /// container that is still being built may be removed for this one.
    static final String BUILD = "dev.mountmark.build";

    static final String UNFINISHED = "unfinished";
    static final String FINISHED = "finished";

    private Labels() {}

    static Map<String, String> of(Instance instance) {
        return Map.of(INSTANCE, instance.id());
    }

    static Map<String, String> of(Instance instance, SampleOrder order) {
        return Map.of(INSTANCE, instance.id(), RUN, order.run().value(), SAMPLE, order.place());
    }

    /// All labels at once, each with its value: an engine asked for a list gives what has every one of
    /// them.
    static List<String> filter(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList();
    }
}
