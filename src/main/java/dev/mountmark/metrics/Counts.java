package dev.mountmark.metrics;

import dev.mountmark.metrics.Point.Counted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has happened since the start.
final class Counts {
    private final Map<Key, Point> points = new LinkedHashMap<>();

    private record Key(Metric metric, List<String> labels) {}

    /// At zero.
    synchronized void begin(Metric metric, String... labels) {
        var key = new Key(metric, List.of(labels));
        points.putIfAbsent(key, new Point(metric, key.labels(), 0));
    }

    /// One more.
    ///
    /// @param counted of which run, absent where there is none
    synchronized void count(@Nullable Counted counted, Metric metric, String... labels) {
        var key = new Key(metric, List.of(labels));
        points.merge(
                key,
                new Point(metric, key.labels(), 1, counted),
                (before, one) -> new Point(metric, key.labels(), before.value() + one.value(), counted));
    }

    synchronized Stream<Point> points() {
        return List.copyOf(points.values()).stream();
    }
}
