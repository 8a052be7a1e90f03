package dev.mountmark.run;

import dev.mountmark.benchmark.Benchmark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The order within the rounds: fresh and random in each, and the same again for the same seed. A fixed order
/// confounds: the first scenario of a round is slower even on a plain disk.
final class Rounds {
    private final List<Benchmark> benchmarks;
    /// Its algorithm is part of its specification, so that a stored seed replays on any Java.
    private final Random random;

    Rounds(List<Benchmark> benchmarks, long seed) {
        this.benchmarks = List.copyOf(benchmarks);
        this.random = new Random(seed);
    }

    /// All benchmarks, in the order of the next round. Who leaves out some keeps the order of the rest.
    List<Benchmark> next() {
        var order = new ArrayList<>(benchmarks);
        Collections.shuffle(order, random);
        return order;
    }
}
