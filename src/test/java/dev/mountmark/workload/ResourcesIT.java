package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from the class path is in the packaged program, byte for byte. Migrations are read at every start, and
/// the description of the API has a test of its own.
@Tag("program")
class ResourcesIT {
    @TempDir
    Path folder;

    @Test
    void theFilesOfEveryWorkloadAreThoseOfTheSources() throws IOException {
        var settings = Settings.in(folder);
        var expected = new TreeMap<String, String>();
        new Catalogue(new WorkloadFiles(settings), settings)
                .workloads()
                .forEach(workload -> expected.put(workload.name().value(), workload.digest()));

        var found = new TreeMap<String, String>();
        try (var program = Program.in(folder).start()) {
            program.get("/api/v1/workloads")
                    .get("workloads")
                    .forEach(workload -> found.put(
                            workload.get("workload").asText(),
                            workload.get("digest").asText()));
        }

        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(1);
    }

    @Test
    void theWrapperIsThatOfTheSources() throws IOException {
        var wrapper = folder.resolve("data").resolve(Wrapper.FILE);
        try (var program = Program.in(folder).start()) {
            program.get("/api/v1/runtimes");
            // Written when the host is looked at for the first time, in the background.
            await().until(() -> Files.exists(wrapper));
            await().untilAsserted(() -> assertThat(Files.readAllBytes(wrapper)).isEqualTo(Wrapper.script()));
        }
    }

    @Test
    void theFormOfWorkloadsIsKnown() throws IOException {
        var own = Files.createDirectories(folder.resolve("own/wrong"));
        Files.writeString(own.resolve("workload.yaml"), "name: 5\n");

        try (var program = Program.in(folder)
                .setting("mountmark.workload-directories", own.getParent())
                .launch()) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output()).contains("name: expected a value of type string, got 5");
        }
    }
}
