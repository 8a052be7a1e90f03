package dev.mountmark.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final Instance INSTANCE = new Instance("abc", "here");

    @Test
    void aSampleIsFoundByInstanceRunAndPlace() {
        var benchmark = new Benchmark(
                new Runtime(new Slug("linux"), "Linux"), new Scenario.BindMount(), new Slug("little"), "");
        var order = new SampleOrder(
                new RunId("20261123t004512-7qx3fa"), 3, 1, false, benchmark, LittleWorkload.make(), Cache.WARM);

        var filter = Labels.filter(Labels.of(INSTANCE, order));

        assertThat(filter)
                .containsExactly(
                        "dev.mountmark.instance=abc",
                        "dev.mountmark.run=20261123t004512-7qx3fa",
                        "dev.mountmark.sample=20261123t004512-7qx3fa-3");
    }
}
