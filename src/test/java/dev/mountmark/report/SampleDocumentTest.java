package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Examples;
import dev.mountmark.benchmark.Scenario;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleDocumentTest {
    @Test
    void whatStandsApartIsMarkedByTheRulesThatSaySo() {
        var samples = Examples.samples(
                new Scenario.Native(), Map.of(), 1.00, 1.01, 0.99, 1.00, 1.02, 0.98, 9.0, 0.99, 1.00, 1.01);

        var documents = SampleDocument.of(samples);

        assertThat(documents.get(6).outlier()).containsExactly("modified-z-score", "tukey-fences");
        assertThat(documents.get(0).outlier()).isNull();
        assertThat(documents).hasSize(10);
    }

    @Test
    void aSampleThatDoesNotCountIsNeverMarked() {
        var samples = Examples.samples(new Scenario.Native(), Map.of(), 1.00, 1.01, 0.99, 1.00, 1.02, 0.98, 1.0, 0.99);
        var warmup = Arrays.asList(new dev.mountmark.benchmark.Sample(
                100,
                samples.getFirst().benchmark(),
                1,
                true,
                Examples.NOON,
                Map.of(dev.mountmark.benchmark.Phase.COMMAND, 50.0),
                null,
                Map.of(),
                null));

        assertThat(SampleDocument.of(java.util.stream.Stream.concat(warmup.stream(), samples.stream())
                        .toList()))
                .allSatisfy(document -> assertThat(document.outlier()).isNull());
    }
}
