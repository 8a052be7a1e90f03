package dev.mountmark.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request without guessing: what is unknown, doubled or of another type is refused by
/// its path. What a client misspelt would else be measured as something that it did not ask for.
final class RunBodyReader {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private RunBodyReader() {}

    /// A body, and what it was made from.
    ///
    /// @param body what was asked for
    /// @param tree the JSON as it came, an empty object when nothing came
    record Read(RunBody body, JsonNode tree) {
        /// The same for every way of writing the same JSON.
        String digest() {
            try {
                var canonical = STRICT.writeValueAsBytes(STRICT.treeToValue(tree, Object.class));
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
            } catch (JsonProcessingException | NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /// What came at a field, absent when nothing did.
        @Nullable
        JsonNode at(String field) {
            var node = tree;
            for (var name : field.split("\\.")) {
                node = node.path(name);
            }
            return node.isMissingNode() ? null : node;
        }
    }

    /// @param body absent when there is none
    /// @throws Problem when it is not what may be asked
    static Read read(@Nullable InputStream body) throws IOException {
        return read(bytes(body));
    }

    /// An empty object when there is no body.
    ///
    /// @throws Problem when it is not what may be asked
    static <T> T read(@Nullable InputStream body, Class<T> type) throws IOException {
        var bytes = bytes(body);
        return value(blank(bytes) ? STRICT.createObjectNode() : object(bytes), type);
    }

    private static byte[] bytes(@Nullable InputStream body) throws IOException {
        var bytes = body == null ? new byte[0] : body.readNBytes(Guard.MOST_BYTES + 1);
        if (bytes.length > Guard.MOST_BYTES) {
            throw Problems.tooLarge(Guard.MOST_BYTES, null);
        }
        return bytes;
    }

    private static boolean blank(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).isBlank();
    }

    static Read read(byte[] bytes) {
        if (blank(bytes)) {
            return new Read(RunBody.EMPTY, STRICT.createObjectNode());
        }
        var tree = object(bytes);
        return new Read(value(tree, RunBody.class), tree);
    }

    private static JsonNode object(byte[] bytes) {
        var tree = tree(bytes);
        if (!tree.isObject()) {
            throw Problems.invalid(
                    "body",
                    "expected a JSON object, got " + tree.getNodeType().name().toLowerCase(java.util.Locale.ROOT),
                    null);
        }
        return tree;
    }

    private static <T> T value(JsonNode tree, Class<T> type) {
        try {
            return STRICT.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            throw unknown(e, tree);
        } catch (MismatchedInputException e) {
            throw mismatch(e, tree);
        } catch (JsonProcessingException e) {
            throw Problems.invalid("body", "expected what /q/openapi describes: " + e.getOriginalMessage(), null);
        }
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return STRICT.readTree(bytes);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw Problems.invalid(
                    "body",
                    "expected JSON, found at line " + where.getLineNr() + ", column " + where.getColumnNr() + ": "
                            + said(e),
                    null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Without the parser's own settings, which it adds in brackets.
    private static String said(JsonProcessingException exception) {
        return exception.getOriginalMessage().replaceFirst(" ?\\(.*", "");
    }

    private static Problem unknown(UnrecognizedPropertyException exception, JsonNode tree) {
        var known = known(exception.getKnownPropertyIds());
        return Problems.invalid(
                path(exception.getPath()),
                "expected any of " + known + ", got " + exception.getPropertyName(),
                node(exception.getPath(), tree));
    }

    private static String known(@Nullable Collection<Object> ids) {
        return ids == null ? "" : ids.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static Problem mismatch(MismatchedInputException exception, JsonNode tree) {
        var value = node(exception.getPath(), tree);
        return Problems.invalid(
                path(exception.getPath()),
                "expected " + words(exception.getTargetType()) + ", got " + (value == null ? "null" : value),
                value);
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "what /q/openapi describes";
        }
        if (type.equals(Integer.class) || type.equals(Long.class)) {
            return "a whole number";
        }
        if (type.equals(Double.class)) {
            return "a number";
        }
        if (type.equals(String.class)) {
            return "a text";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list of texts";
        }
        return Map.class.isAssignableFrom(type) ? "an object of texts" : "an object";
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static @Nullable JsonNode node(List<JsonMappingException.Reference> path, JsonNode tree) {
        var node = tree;
        for (var part : path) {
            node = part.getFieldName() == null ? node.path(part.getIndex()) : node.path(part.getFieldName());
        }
        return node.isMissingNode() ? null : node;
    }
}
