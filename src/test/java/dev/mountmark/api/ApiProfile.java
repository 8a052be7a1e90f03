package dev.mountmark.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A short queue, a workload of its own and little patience: each limit is met within a test.
public class ApiProfile implements QuarkusTestProfile {
    /// As long as there is this file, commands of `touch` wait.
    static final Path GATE = Path.of("target/test-gate").toAbsolutePath();

    /// Where no engine is.
    static final String NO_ENGINE = "unix:///run/fake.sock";

    static final String TOKEN = "s3cret-token";

    private static final Path MODEL = Path.of("src/test/resources/test-workloads/touch/workload.yaml");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mountmark.data-directory",
                        Path.of("target/test-data", UUID.randomUUID().toString())
                                .toAbsolutePath()
                                .toString(),
                "mountmark.minimum-free-space", "0",
                "mountmark.run.queue-capacity", "2",
                "mountmark.keep-alive", "100ms",
                "mountmark.allowed-hosts", "bench.example",
                "mountmark.workload-directories", workloads().toString());
    }

    private static Path workloads() {
        var folder = Path.of("target/test-workloads").toAbsolutePath();
        try {
            var touch = Files.createDirectories(folder.resolve("touch"));
            Files.writeString(
                    touch.resolve("workload.yaml"), Files.readString(MODEL).replace("@GATE@", GATE.toString()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with a token.
    public static class WithToken extends ApiProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("mountmark.token", TOKEN);
            return settings;
        }
    }
}
