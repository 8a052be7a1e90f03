package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HyperfineDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aBenchmarkHasTheFieldsOfACommandInTheirOrder() {
        var run = ExampleRun.succeeded();

        JsonNode export = JSON.valueToTree(HyperfineDocument.of(run, ExampleRun.results(run, ExampleRun.samples())));

        assertThat(export.fieldNames()).toIterable().first().isEqualTo("results");
        assertThat(export.get("results"))
                .hasSize(4)
                .allSatisfy(result -> assertThat(result.fieldNames())
                        .toIterable()
                        .containsExactly(
                                "command",
                                "mean",
                                "stddev",
                                "median",
                                "user",
                                "system",
                                "min",
                                "max",
                                "times",
                                "exit_codes",
                                "parameters"));
        var bindMount = export.at("/results/3");
        assertThat(bindMount.get("command").asText()).isEqualTo("npm-install bind-mount on linux");
        assertThat(bindMount.get("median").asDouble()).isEqualTo(9.515);
        assertThat(bindMount.get("times")).hasSize(6).first().isEqualTo(JSON.valueToTree(9.44));
        assertThat(bindMount.get("exit_codes")).hasSize(6);
        assertThat(bindMount.get("user").isNull()).isTrue();
        assertThat(bindMount.at("/parameters/scenario").asText()).isEqualTo("bind-mount");
        assertThat(export.at("/mountmark/systemInformation")).hasSize(2);
    }

    @Test
    void whatHasNoTimesIsNamedApart() {
        var run = ExampleRun.succeeded();
        var failure = new Failure(Failure.Category.COMMAND, null, "no");
        var samples = new ArrayList<>(List.of(
                ExampleRun.sample(1, 2, new Scenario.Native(), null),
                ExampleRun.sample(2, 2, new Scenario.BindMount(), failure)));

        JsonNode export = JSON.valueToTree(HyperfineDocument.of(run, ExampleRun.results(run, samples)));

        assertThat(export.get("results"))
                .singleElement()
                .satisfies(result -> assertThat(result.get("stddev").isNull()).isTrue());
        assertThat(export.at("/mountmark/withoutResult"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "npm-install no-volumes on linux",
                        "npm-install bind-mount-volume on linux",
                        "npm-install bind-mount on linux");
    }
}
