package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemInformationTest {
    @Test
    void whoHasToldAFactStandsBesideItAndNotByItself() {
        var scenario = new Scenario.BindMount();
        var environment = Map.of(
                "sharing",
                "VirtioFS",
                "sharingSource",
                "the file system seen in the container",
                "fileSystem",
                "fakeowner");
        var results = Results.of(
                Examples.run(new RunState.Succeeded(Examples.NOON, Examples.NOON), Examples.plan(2), scenario),
                Examples.samples(scenario, environment, 1, 1));

        var facts = SystemInformation.facts(results);

        assertThat(facts)
                .extracting(SystemInformation.Fact::words)
                .containsExactly(
                        "file system fakeowner", "sharing VirtioFS (by the file system seen in the container)");
        assertThat(facts).extracting(SystemInformation.Fact::stored).containsExactly("fakeowner", "VirtioFS");
    }
}
