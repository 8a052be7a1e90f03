package dev.mountmark.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Collectors;

/// The form that every `workload.yaml` has, and what to say when one has not.
final class WorkloadSchema {
    private static final String RESOURCE = "workload.schema.json";
    private static final int MOST_CHARACTERS = 80;

    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(WorkloadSchema.class.getResourceAsStream(RESOURCE), RESOURCE));

    void check(String file, JsonNode definition) {
        var problems =
                schema.validate(definition).stream().map(this::words).sorted().collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new InvalidWorkloadException(file, problems);
        }
    }

    private String words(ValidationMessage problem) {
        var place = problem.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        return switch (problem.getType()) {
            case "required" -> below(place, problem.getProperty()) + ": expected a value, got none";
            case "additionalProperties" ->
                below(place, problem.getProperty()) + ": expected one of " + known(place) + ", got an unknown field";
            case "propertyNames" ->
                below(place, problem.getProperty())
                        + ": expected the name of a variable that is not one of ours (MOUNTMARK_…), got "
                        + problem.getProperty();
            case "type" -> words(place, "a value of type " + problem.getArguments()[1], problem);
            case "pattern" -> words(place, form(problem), problem);
            default -> words(place, "that it " + problem.getMessage().replaceFirst("^[^:]*: ", ""), problem);
        };
    }

    private static String words(String place, String expected, ValidationMessage problem) {
        var value = problem.getInstanceNode();
        // YAML makes numbers and truth values of bare words.
        var advice = value.isNumber() || value.isBoolean() ? "; write it in quotes if it is text" : "";
        return (place.isEmpty() ? "the file" : place) + ": expected " + expected + ", got " + shown(value) + advice;
    }

    private static String shown(JsonNode value) {
        var text = value.isTextual() ? value.asText() : value.isMissingNode() ? "nothing" : value.toString();
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }

    private static String below(String place, String property) {
        return place.isEmpty() ? property : place + "." + property;
    }

    /// An example and a description say more than a pattern.
    private String form(ValidationMessage problem) {
        var location = problem.getSchemaLocation().getFragment().toString();
        var definition = schema.getSchemaNode().at(location.substring(0, location.lastIndexOf('/')));
        var example = definition.path("examples").path(0);
        return example.isMissingNode()
                ? "the form " + problem.getArguments()[0]
                : "a value such as " + example.asText() + " ("
                        + definition.path("description").asText() + ")";
    }

    private String known(String place) {
        var node = schema.getSchemaNode();
        for (var part : place.isEmpty() ? new String[0] : place.split("\\.")) {
            node = node.path("properties").path(part);
        }
        var names = new ArrayList<String>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }
}
