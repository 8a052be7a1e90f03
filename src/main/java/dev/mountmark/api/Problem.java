package dev.mountmark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal by RFC 9457, thrown from wherever it is found.
public final class Problem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json";

    private final transient Document document;
    private final Map<String, String> headers;

    /// What is answered as JSON; what is absent is left out.
    ///
    /// @param status of HTTP
    /// @param title what kind of refusal
    /// @param detail what was expected, what was found, the way out
    /// @param instance the path that was asked
    /// @param field path in the body, parameter or header
    /// @param value what came there
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"status", "title", "detail", "instance", "field", "value"})
    record Document(
            int status,
            String title,
            @Nullable String detail,
            @Nullable String instance,
            @Nullable String field,
            @Nullable Object value) {}

    private Problem(Document document, Map<String, String> headers) {
        super(document.detail(), null, false, false);
        this.document = document;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    Problem(int status, String title, @Nullable String detail) {
        this(new Document(status, title, detail, null, null, null), Map.of());
    }

    /// @param field path in the body, parameter or header
    /// @param value what came there, absent when nothing did or it is too long to repeat
    Problem about(String field, @Nullable Object value) {
        return new Problem(
                new Document(document.status(), document.title(), document.detail(), document.instance(), field, value),
                headers);
    }

    /// With a header of the answer.
    Problem with(String header, Object value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value.toString());
        return new Problem(document, more);
    }

    /// @param path that was asked
    Document at(String path) {
        return new Document(
                document.status(), document.title(), document.detail(), path, document.field(), document.value());
    }

    /// By HTTP.
    public int status() {
        return document.status();
    }

    Document document() {
        return document;
    }

    /// Of the answer, by name.
    Map<String, String> headers() {
        return headers;
    }
}
