package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mountmark.benchmark.Workload;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final Path BUILT_IN = Path.of("workloads");

    @TempDir
    Path directory;

    @Test
    void hasTheBuiltInWorkloads() {
        var catalogue = catalogue();

        assertThat(catalogue.workloads())
                .extracting(workload -> workload.name().value())
                .contains("npm-install", "stat-files");
    }

    @Test
    void builtInWorkloadsHaveTheFormOfAnyOther() {
        var sources = WorkloadSource.below(BUILT_IN);

        assertThat(sources).hasSizeGreaterThan(1).allSatisfy(source -> new WorkloadReader().read(source));
    }

    @Test
    void namesEveryBuiltInFileInItsIndex() throws IOException {
        try (var files = Files.walk(BUILT_IN)) {
            var there = files.filter(Files::isRegularFile)
                    .map(file -> BUILT_IN.relativize(file).toString())
                    .filter(file -> !file.equals("index"))
                    .collect(Collectors.toSet());

            var named = List.copyOf(Files.readAllLines(BUILT_IN.resolve("index")));

            assertThat(named).containsExactlyInAnyOrderElementsOf(there).isSorted();
        }
    }

    @Test
    void addsThoseOfOnesOwn() {
        var own = new WorkloadFolder(directory);
        own.read();

        var catalogue = catalogue("workload-directories", directory.toString());

        assertThat(catalogue.named("little")).isPresent();
        assertThat(catalogue.named("large")).isEmpty();
    }

    @Test
    void takesTheBaseImageOfTheSettings() {
        var digest = catalogue().named("stat-files").orElseThrow().digest();

        var catalogue = catalogue("workloads.stat-files.base-image", "mine:1");

        assertThat(catalogue.named("stat-files"))
                .get()
                .satisfies(workload -> assertThat(workload.image().base()).isEqualTo("mine:1"))
                .extracting(Workload::digest)
                .isEqualTo(digest);
    }

    @Test
    void refusesSettingsOfAWorkloadThatIsNotThere() {
        assertThatThrownBy(() -> catalogue("workloads.stat-flies.base-image", "mine:1"))
                .hasMessageMatching(
                        "mountmark.workloads.stat-flies: expected one of \\[npm-install, .*], got stat-flies");
    }

    @Test
    void refusesMoreFreeSpaceThanADiskCanHave() {
        assertThat(catalogue("minimum-free-space", "8191P").workloads()).isNotEmpty();
        assertThatThrownBy(() -> catalogue("minimum-free-space", "9000P"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("mountmark.minimum-free-space: expected 0 to 9223372036854775807 bytes, which is just below"
                        + " 8E, got 10133099161583616000");
    }

    @Test
    void refusesTwoWorkloadsOfOneName() throws IOException {
        Files.createDirectory(directory.resolve("stat-files"));
        Files.writeString(directory.resolve("stat-files/workload.yaml"), "name: stat-files\n");

        assertThatThrownBy(() -> catalogue("workload-directories", directory.toString()))
                .hasMessage(directory + "/stat-files: expected a name of its own, got stat-files, which is also that of"
                        + " built-in workloads/stat-files; rename the folder");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        assertThatThrownBy(() -> catalogue("workload-directories", "/nowhere"))
                .hasMessage("mountmark.workload-directories: expected folders that hold workloads, got /nowhere, which"
                        + " is none");
    }

    @Test
    void givesTheFilesAndTheTreeOfAWorkload() {
        var own = new WorkloadFolder(directory).read();
        var files = new WorkloadFiles(Settings.in(directory, "workload-directories", directory.toString()));

        assertThat(files.of(own)).containsOnlyKeys("Dockerfile", "workload.yaml", "tree/seed.txt");
        assertThat(files.tree(own)).containsOnlyKeys("seed.txt");
    }

    private Catalogue catalogue(String... settings) {
        var all = Settings.in(directory, settings);
        return new Catalogue(new WorkloadFiles(all), all);
    }
}
