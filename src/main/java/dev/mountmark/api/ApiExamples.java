package dev.mountmark.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Completes the description of the API while the program is built: what every operation can refuse, and an example
/// for every body, from the files in `examples`.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiExamples implements OASFilter {
    private static final String PROBLEM_SCHEMA = "#/components/schemas/Problem";
    private static final int REFUSALS = 400;

    private static final Map<String, String> EVERYWHERE = Map.of(
            "401", "A token is set and was not sent.",
            "403", "Host or Origin is not one by which this service is called.",
            "405", "The path has no such method; Allow names those that it has.",
            "500", "A mistake of the service.",
            "503", "The history cannot be used.");

    private static final Map<String, String> SUFFIXES = Map.of(
            "application/json",
            "json",
            "text/plain",
            "txt",
            "text/markdown",
            "md",
            "text/csv",
            "csv",
            "image/svg+xml",
            "svg",
            "text/event-stream",
            "events.txt",
            HistoryResource.MEDIA_TYPE,
            "ndjson");

    @Override
    public void filterOpenAPI(OpenAPI description) {
        ApiForms.complete(description);
        var instant = description.getComponents().getSchemas().get("Instant");
        if (instant != null) {
            instant.setDescription("A time by RFC 3339, in UTC.");
        }
        // Once, and referred to: the description is read at every start.
        EVERYWHERE.forEach((status, words) -> description
                .getComponents()
                .addResponse(
                        status, refusal(status, OASFactory.createAPIResponse().description(words))));
        description
                .getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().values().forEach(ApiExamples::complete));
    }

    private static void complete(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.matches("\\d+") && Integer.parseInt(status) >= REFUSALS) {
                refusal(status, response);
            } else {
                examples(ApiForms.plain(operation.getOperationId()), response.getContent());
            }
        });
        EVERYWHERE.keySet().stream()
                .filter(status -> !operation.getResponses().hasAPIResponse(status))
                .forEach(status -> operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().ref(status)));
        var body = operation.getRequestBody();
        if (body != null) {
            examples(operation.getOperationId() + "-request", body.getContent());
        }
    }

    private static APIResponse refusal(String status, APIResponse response) {
        var media = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(PROBLEM_SCHEMA))
                .addExample("problem", example("problem-" + status + ".json"));
        return response.content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    }

    private static void examples(@Nullable String operation, @Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().forEach((type, media) -> add(operation + "." + SUFFIXES.get(type), media));
        }
    }

    private static void add(String file, MediaType media) {
        media.addExample("example", example(file));
    }

    private static Example example(String file) {
        try {
            var text = text(file);
            return OASFactory.createExample()
                    .value(file.endsWith(".json") ? new ObjectMapper().readValue(text, Object.class) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) throws IOException {
        try (var stream = ApiExamples.class.getResourceAsStream("examples/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("examples/" + file + " is missing beside " + ApiExamples.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
