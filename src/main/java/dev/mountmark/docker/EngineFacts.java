package dev.mountmark.docker;

import com.github.dockerjava.api.model.Info;
import dev.mountmark.benchmark.MeasuringException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an engine says of itself.
///
/// @param facts by the names used in `/runtimes` and on samples
/// @param telling what kind it is
/// @param rootless its containers' root is the user who runs the engine
/// @param remapped users inside are other users outside
/// @param selinux whether it labels files, and what has no label is not seen inside
/// @param linux whether its containers are Linux ones
record EngineFacts(
        Map<String, String> facts,
        Telling telling,
        boolean rootless,
        boolean remapped,
        boolean selinux,
        boolean linux) {
    static EngineFacts of(Engine engine) throws MeasuringException, InterruptedException {
        var info = engine.call(
                new Step("ask for its facts", Engine.GREETING),
                client -> client.infoCmd().exec());
        var options = Objects.requireNonNullElse(info.getSecurityOptions(), List.<String>of());
        var telling = Telling.of(engine.endpoint(), engine.told(), info);
        return new EngineFacts(
                facts(engine, info),
                telling,
                telling.rootless(),
                options.stream().anyMatch(option -> option.startsWith("name=userns")),
                options.stream().anyMatch(option -> option.startsWith("name=selinux")),
                info.getOsType() == null || info.getOsType().equals("linux"));
    }

    private static Map<String, String> facts(Engine engine, Info info) {
        var facts = new TreeMap<String, String>();
        facts.put("engineApiVersion", engine.version().toString());
        put(facts, "engineVersion", info.getServerVersion());
        put(facts, "engineKernel", info.getKernelVersion());
        put(facts, "engineSystem", info.getOperatingSystem());
        put(facts, "engineArchitecture", info.getArchitecture());
        put(facts, "engineCpus", info.getNCPU());
        put(facts, "engineMemoryBytes", info.getMemTotal());
        put(facts, "storageDriver", info.getDriver());
        put(facts, "cgroupVersion", info.getCGroupVersion());
        return facts;
    }

    private static void put(Map<String, String> facts, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            facts.put(name, value.toString());
        }
    }
}
