package dev.mountmark.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A short queue, a workload of its own and little patience: each limit is met within a test.
public class ApiProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mountmark.run.queue-capacity", "2",
                "mountmark.keep-alive", "100ms",
                "mountmark.allowed-hosts", "bench.example",
                "mountmark.workload-directories", "src/test/workloads");
    }

    /// The same with a token.
    public static class WithToken extends ApiProfile {
        static final String TOKEN = "s3cret-token";

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new java.util.HashMap<>(super.getConfigOverrides());
            settings.put("mountmark.token", TOKEN);
            return settings;
        }
    }
}
