package dev.mountmark.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The description at `/q/openapi` says everything that a client has to know.
@QuarkusTest
@TestProfile(ApiProfile.class)
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode description = JSON.createObjectNode();

    @BeforeEach
    void read() throws Exception {
        description = JSON.readTree(
                given().accept("application/json").get("/q/openapi").asString());
    }

    @Test
    void everyCallOfTheApiIsDescribed() {
        var calls = new TreeSet<String>();
        operations((name, operation) -> calls.add(name));

        assertThat(calls)
                .containsExactly(
                        "delete /api/v1/runs/{id}/exclusion",
                        "get /api/v1/comparison",
                        "get /api/v1/comparison.{suffix}",
                        "get /api/v1/history.ndjson",
                        "get /api/v1/runs",
                        "get /api/v1/runs/{id}",
                        "get /api/v1/runs/{id}/events",
                        "get /api/v1/runs/{id}/report",
                        "get /api/v1/runs/{id}/report.{suffix}",
                        "get /api/v1/runtimes",
                        "get /api/v1/scenarios",
                        "get /api/v1/series",
                        "get /api/v1/series/{id}",
                        "get /api/v1/workloads",
                        "post /api/v1/history.ndjson",
                        "post /api/v1/history/csv",
                        "post /api/v1/history/hyperfine",
                        "post /api/v1/runs",
                        "post /api/v1/runs/{id}/cancel",
                        "post /api/v1/runs/{id}/exclusion",
                        "post /api/v1/series/{id}/baseline",
                        "post /api/v1/series/{id}/changes");
    }

    @Test
    void everyOperationHasSummaryTagParametersAndItsRefusals() {
        operations((name, operation) -> {
            assertThat(operation.path("operationId").asText()).as(name).isNotEmpty();
            assertThat(operation.path("summary").asText()).as(name).endsWith(".");
            assertThat(operation.path("tags").size()).as(name).isEqualTo(1);
            assertThat(List.of("401", "403", "405", "500", "503"))
                    .as(name)
                    .allMatch(status -> operation.path("responses").has(status));
            operation.path("parameters").forEach(parameter -> {
                assertThat(parameter.path("description").asText())
                        .as(name + parameter)
                        .isNotEmpty();
                assertThat(parameter.has("schema")).as(name + parameter).isTrue();
            });
        });
    }

    @Test
    void everyBodyHasASchemaAndAnExampleThatFitsIt() {
        var bodies = new ArrayList<String>();
        operations((name, operation) -> {
            operation.path("responses").properties().forEach(response -> {
                var found = found(response.getValue());
                assertThat(found.path("description").asText()).as(name).isNotEmpty();
                media(name + " " + response.getKey(), found, bodies);
                var refusal = Integer.parseInt(response.getKey()) >= 400;
                assertThat(found.path("content").has("application/problem+json"))
                        .as(name + " " + response.getKey())
                        .isEqualTo(refusal);
            });
            media(name, operation.path("requestBody"), bodies);
        });
        assertThat(bodies).hasSizeGreaterThan(60);
    }

    /// What is meant where something is only referred to.
    private JsonNode found(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }

    private void media(String name, JsonNode holder, List<String> bodies) {
        holder.path("content").properties().forEach(media -> {
            var where = name + " " + media.getKey();
            bodies.add(where);
            assertThat(media.getValue().has("schema")).as(where).isTrue();
            var examples = media.getValue().path("examples");
            assertThat(examples.size()).as(where).isPositive();
            examples.forEach(example -> assertThat(
                            schema(media.getValue().path("schema")).validate(example.path("value")))
                    .as(where)
                    .isEmpty());
        });
    }

    /// Made stricter than it is: an example holds nothing that the schema does not name.
    private JsonSchema schema(JsonNode schema) {
        var whole = JSON.createObjectNode();
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema.deepCopy());
        var components = description.path("components").deepCopy();
        components.path("schemas").forEach(component -> {
            if (component.has("properties")) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) component).put("additionalProperties", false);
            }
        });
        whole.set("components", components);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }

    @Test
    void everySchemaSaysWhatItIs() {
        var schemas = new TreeSet<String>();
        description.path("components").path("schemas").properties().forEach(schema -> {
            schemas.add(schema.getKey());
            assertThat(schema.getValue().path("description").asText())
                    .as(schema.getKey())
                    .isNotEmpty();
        });

        assertThat(schemas)
                .containsExactlyInAnyOrderElementsOf(Set.of(
                        "Availability",
                        "Caveat",
                        "Clock",
                        "ComparedBenchmark",
                        "ComparedPlace",
                        "ComparedRun",
                        "ComparedTimes",
                        "Comparison",
                        "Conclusion",
                        "Estimate",
                        "EnvironmentChange",
                        "Exclusion",
                        "Failure",
                        "HyperfineCommand",
                        "HyperfineExport",
                        "HyperfineFile",
                        "HyperfineResult",
                        "Instant",
                        "Interval",
                        "Origin",
                        "Plan",
                        "PlanRequest",
                        "Problem",
                        "Published",
                        "PublishedMachine",
                        "PublishedResult",
                        "Report",
                        "Result",
                        "Run",
                        "RatioInterval",
                        "RunComparison",
                        "RunPage",
                        "RunRequest",
                        "Runtime",
                        "Runtimes",
                        "Sample",
                        "Scenario",
                        "Scenarios",
                        "Statistics",
                        "SystemInformation",
                        "ReasonRequest",
                        "ChangeRequest",
                        "FactChange",
                        "LevelChange",
                        "LevelInterval",
                        "Series",
                        "SeriesDetail",
                        "SeriesLevel",
                        "SeriesMeasure",
                        "SeriesPage",
                        "SeriesPoint",
                        "Verdict",
                        "Imported",
                        "Workload",
                        "Workloads"));
    }

    @Test
    void theDescriptionItselfIsComplete() {
        assertThat(description.at("/info/title").asText()).isEqualTo("Mountmark");
        assertThat(description.at("/info/description").asText()).contains("RFC 9457");
        assertThat(description.at("/components/securitySchemes/token/scheme").asText())
                .isEqualTo("bearer");
    }

    private void operations(BiConsumer<String, JsonNode> visitor) {
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                Set.of("get", "post", "put", "delete", "patch").contains(operation.getKey()))
                        .forEach(operation ->
                                visitor.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }
}
