package dev.mountmark.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fields of a `workload.yaml` that the schema has let through, by their dotted names, with what a schema cannot
/// say.
///
/// @param file for messages
/// @param root of the document
record WorkloadFields(String file, JsonNode root) {

    /// Empty when it is absent.
    String text(String field) {
        return node(field).asText("");
    }

    @Nullable
    String optional(String field) {
        var text = text(field);
        return text.isBlank() ? null : text;
    }

    long number(String field) {
        return node(field).asLong();
    }

    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        node(field).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    SortedMap<String, String> variables(String field) {
        var variables = new TreeMap<String, String>();
        node(field)
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }

    Duration duration(String field) {
        return Duration.parse(text(field));
    }

    /// The schema lets `MiB` and `GiB` through.
    long bytes(String field) {
        var size = text(field);
        var unit = size.length() - "MiB".length();
        return Long.parseLong(size.substring(0, unit)) << (size.endsWith("GiB") ? 30 : 20);
    }

    InvalidWorkloadException wrong(String field, String expected) {
        return new InvalidWorkloadException(file, field + ": expected " + expected + ", got " + text(field));
    }

    private JsonNode node(String field) {
        return root.at("/" + field.replace('.', '/'));
    }
}
