package dev.mountmark.workload;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.Cache;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Workload;

/// Orders for samples that no run has asked for.
public final class Orders {
    private Orders() {}

    public static SampleOrder of(Workload workload) {
        var host = new Runtime(Runtime.HOST, "Host");
        return new SampleOrder(
                new RunId("20261123t004512-7qx3fa"),
                1,
                1,
                false,
                new Benchmark(host, new Scenario.Native(), workload.name(), workload.digest()),
                workload,
                Cache.WARM);
    }
}
