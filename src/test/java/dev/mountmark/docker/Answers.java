package dev.mountmark.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.RemoteApiVersion;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Slug;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers of engines as files have them, and endpoints that would give them.
final class Answers {
    /// The client's own, which keeps what it has no property for.
    private static final ObjectMapper JSON =
            new EngineConfig(URI.create("unix:///run/some.sock"), RemoteApiVersion.unknown()).getObjectMapper();

    private Answers() {}

    static Endpoint endpoint(String system, @Nullable String place) {
        var machine = new Machine(Map.of(), Path.of("/nobody"), system, Path.of("/"));
        return endpoint(new Hints(machine, place, Hints.Naming.PRODUCT, Map.of()));
    }

    static Endpoint endpoint(Hints hints) {
        return new Endpoint(
                new Runtime(new Slug("some"), "Some engine"),
                new Access.Socket(Path.of("/run/some.sock")),
                Path.of("/work"),
                "/work",
                List.of(),
                hints);
    }

    /// @param answer as the files beside `KindsTest` have it
    static Telling telling(JsonNode answer) {
        return Telling.of(
                endpoint(answer.path("host").asText(), answer.path("place").textValue()),
                version(answer),
                info(answer));
    }

    static Version version(JsonNode answer) {
        return JSON.convertValue(answer.required("version"), Version.class);
    }

    static Info info(JsonNode answer) {
        return JSON.convertValue(answer.required("info"), Info.class);
    }
}
