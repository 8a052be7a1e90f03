package dev.mountmark.host;

import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The environment of everything that is started on the host: what a container would have, and nothing of the service's
/// own, which may hold anything from a token to a shell option.
@ApplicationScoped
class HostEnvironment {
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "no_proxy", "all_proxy");

    private final WorkloadEnvironment workloads;
    private final WorkloadSettings settings;

    HostEnvironment(WorkloadEnvironment workloads, WorkloadSettings settings) {
        this.workloads = workloads;
        this.settings = settings;
    }

    /// @param home a fresh one
    /// @param temporary for files that go
    static Map<String, String> plain(Path home, Path temporary) {
        var variables = new TreeMap<String, String>();
        variables.put("PATH", HostTools.ofService().path());
        variables.put("HOME", home.toString());
        variables.put("TMPDIR", temporary.toString());
        variables.put("LANG", "C.UTF-8");
        return variables;
    }

    Map<String, String> of(Workload workload, Path cache, Path home, Path temporary) {
        var variables = new TreeMap<>(plain(home, temporary));
        variables.putAll(workloads.of(workload, cache.toString()));
        return variables;
    }

    /// With the way to the network, for what is fetched before anything is timed.
    Map<String, String> withNetwork(Path cache, Path scratch) {
        var variables = new TreeMap<>(plain(scratch, scratch));
        variables.putAll(workloads.ofFilling(cache.toString()));
        for (var proxy : PROXIES) {
            for (var name : List.of(proxy, proxy.toUpperCase(Locale.ROOT))) {
                Optional.ofNullable(System.getenv(name)).ifPresent(value -> variables.put(name, value));
            }
        }
        settings.build()
                .caBundle()
                .map(Path::toAbsolutePath)
                .map(Path::toString)
                .ifPresent(bundle -> {
                    variables.put("NODE_EXTRA_CA_CERTS", bundle);
                    variables.put("SSL_CERT_FILE", bundle);
                });
        return variables;
    }
}
