package dev.mountmark.workload;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of a `workload.yaml` that the schema has let through, by their dotted names, with what a schema cannot
/// say.
///
/// @param file for messages
/// @param root of the document
record WorkloadFields(String file, JsonNode root) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?) ?(KiB|MiB|GiB)");
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Duration LONGEST = Duration.ofDays(1);

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
        try {
            var duration = Duration.parse(text(field));
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException _) {
            // Told below, with what is right.
        }
        throw wrong(field, "an ISO 8601 duration above zero and up to a day, such as PT10M");
    }

    long bytes(String field) {
        var size = SIZE.matcher(text(field));
        if (!size.matches()) {
            throw wrong(field, "a size such as 512MiB or 3GiB");
        }
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1024L).pow(UNITS.indexOf(size.group(2)) + 1))
                .longValue();
    }

    /// @param itself whether `.` may stand for the folder
    String path(String field, boolean itself) {
        return checked(field, text(field), itself);
    }

    List<String> paths(String field) {
        var paths = texts(field);
        for (var i = 0; i < paths.size(); i++) {
            checked(field + "[" + i + "]", paths.get(i), false);
        }
        return paths;
    }

    InvalidWorkloadException wrong(String field, String expected) {
        return wrong(field, expected, text(field));
    }

    private InvalidWorkloadException wrong(String field, String expected, String value) {
        return new InvalidWorkloadException(file, field + ": expected " + expected + ", got " + value);
    }

    private String checked(String field, String path, boolean itself) {
        if (itself && path.equals(".")) {
            return path;
        }
        var parts = List.of(path.split("/", -1));
        if (parts.contains("")
                || parts.contains(".")
                || parts.contains("..")
                || CONTROL.matcher(path).find()) {
            throw wrong(field, "a path that stays in its folder, relative and without . or ..", path);
        }
        return path;
    }

    private JsonNode node(String field) {
        return root.at("/" + field.replace('.', '/'));
    }
}
