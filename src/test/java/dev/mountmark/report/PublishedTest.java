package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublishedTest {
    @Test
    void everyFileHasANameByWhichItIsAskedFor() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/dev/mountmark/report/published"))) {
            var names = files.map(file -> file.getFileName().toString().replace(".json", ""));

            assertThat(names).containsExactlyInAnyOrderElementsOf(Published.NAMES);
        }
    }

    @Test
    void everyPublicationSaysWhereItStandsAndOnWhatItWasMeasured() {
        for (var name : Published.NAMES) {
            var published = Published.named(name).orElseThrow();

            assertThat(published.source()).startsWith("https://");
            assertThat(published.systems().stream().flatMap(machine -> machine.platforms().stream()))
                    .containsAll(published.rows().stream()
                            .map(Published.Row::platform)
                            .toList());
            assertThat(published.rows())
                    .isNotEmpty()
                    .allSatisfy(row ->
                            assertThat(row.averageSeconds()).isBetween(row.minimumSeconds(), row.maximumSeconds()));
        }
    }

    @Test
    void whatNobodyPublishedIsNotThere() {
        assertThat(Published.named("../published/article-2025")).isEmpty();
    }
}
