package dev.mountmark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is said of the metrics is what there is.
class MetricTest {
    private static final Path TABLE = Path.of("docs/metrics.md");

    /// With -Dmountmark-test.metrics-table=write it is written instead.
    @Test
    void theTableInTheDocumentationIsThisClass() throws IOException {
        var written = Files.readString(TABLE);
        var begin = written.indexOf("| metric |");
        var end = written.indexOf("\n\n", begin);
        var table = Arrays.stream(Metric.values())
                .map(Metric::row)
                .collect(Collectors.joining("\n", "| metric | type | labels | meaning |\n|---|---|---|---|\n", ""));
        if ("write".equals(System.getProperty("mountmark-test.metrics-table"))) {
            Files.writeString(TABLE, written.substring(0, begin) + table + written.substring(end));
            return;
        }

        assertThat(written.substring(begin, end)).isEqualTo(table);
    }
}
