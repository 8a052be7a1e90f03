package dev.mountmark.docker;

import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.SampleOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Removes what one sample has made, again and again while something is left. Each attempt has a
/// connection of its own.
final class SampleRemoval {
    private final Surroundings surroundings;
    private final SampleOrder order;
    private final SampleMounts places;
    private int attempts;

    SampleRemoval(Surroundings surroundings, SampleOrder order, SampleMounts places) {
        this.surroundings = surroundings;
        this.order = order;
        this.places = places;
    }

    /// @param started whether the container was, so that its volumes may hold something
    /// @return what is still there, by name
    List<String> all(boolean started) throws InterruptedException {
        var left = new ArrayList<>(container(started));
        left.addAll(folder());
        return left;
    }

    /// What lies on the host alone. The engine is asked for it from the second time on, since a
    /// synchronised share refuses for a while what it allows a little later.
    List<String> folder() throws InterruptedException {
        if (!places.sharesFolder()) {
            return List.of();
        }
        return attempts++ == 0 ? places.folder().delete() : places.folder().delete(this::byEngine);
    }

    private Optional<String> byEngine(Path refused) throws InterruptedException {
        try (var fresh = Engine.open(surroundings.endpoint())) {
            return new EngineRemoval(
                            fresh,
                            Labels.of(surroundings.instance(), order),
                            order.workload().deadlines().delete())
                    .onHost(refused);
        } catch (MeasuringException e) {
            return Optional.of(refused + " (by the engine: " + e.getMessage() + ")");
        }
    }

    private List<String> container(boolean started) throws InterruptedException {
        try (var fresh = Engine.open(surroundings.endpoint())) {
            var leftovers = new Leftovers(
                    fresh,
                    Labels.of(surroundings.instance(), order),
                    order.workload().deadlines().delete());
            return (started ? leftovers : leftovers.neverBegun()).remove();
        } catch (MeasuringException e) {
            return List.of("container " + places.name() + ": " + e.getMessage());
        }
    }
}
