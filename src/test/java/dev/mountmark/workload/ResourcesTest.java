package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which files of the class path are put into a native binary: those that are listed, and those that extensions bring.
class ResourcesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    /// Those in which the build writes what only it knows.
    private static final Path FILTERED = Path.of("src/main/filtered");

    private static final Path WORKLOADS = Path.of("workloads");

    /// Read while the program is built, by an extension, or by the native build itself.
    private static final List<String> NOT_LISTED = List.of(
            "application.properties", "META-INF/", "db/migration/", "dev/mountmark/api/examples/", "workloads/");

    @Test
    void everyFileIsListedOrComesWithAnExtension() throws IOException {
        var patterns = patterns();

        var forgotten = files().filter(file -> NOT_LISTED.stream().noneMatch(file::startsWith))
                .filter(file -> patterns.stream()
                        .noneMatch(pattern -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + pattern)
                                .matches(Path.of(file))));

        assertThat(forgotten).isEmpty();
    }

    @Test
    void everyPatternStandsForSomething() throws IOException {
        for (var pattern : patterns()) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);

            assertThat(files().map(Path::of)).as(pattern).anyMatch(matcher::matches);
        }
    }

    private static Stream<String> files() throws IOException {
        return Stream.of(
                        below(RESOURCES).map(file -> RESOURCES.relativize(file).toString()),
                        below(FILTERED).map(file -> FILTERED.relativize(file).toString()),
                        below(WORKLOADS).map(Path::toString))
                .flatMap(each -> each);
    }

    private static Stream<Path> below(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static List<String> patterns() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(RESOURCES.resolve("application.properties"))));
        return Arrays.asList(
                properties.getProperty("quarkus.native.resources.includes").split(","));
    }
}
