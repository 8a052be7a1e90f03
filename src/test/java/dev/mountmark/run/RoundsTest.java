package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final List<Benchmark> BENCHMARKS =
            Scenario.ARTICLE.stream().map(Examples::benchmark).toList();

    @Test
    void theSameSeedGivesTheSameOrder() {
        var first = new Rounds(BENCHMARKS, 42);
        var second = new Rounds(BENCHMARKS, 42);

        var orders = Stream.generate(first::next).limit(20).toList();

        assertThat(Stream.generate(second::next).limit(20)).containsExactlyElementsOf(orders);
        assertThat(orders.stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void everyBenchmarkComesFirstAboutAsOften() {
        var rounds = new Rounds(BENCHMARKS, 1);
        var first = new HashMap<Benchmark, Integer>();

        for (var round = 0; round < 4000; round++) {
            first.merge(rounds.next().getFirst(), 1, Integer::sum);
        }

        assertThat(first.values())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count).isBetween(900, 1100));
    }
}
