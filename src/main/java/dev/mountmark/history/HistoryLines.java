package dev.mountmark.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.history.EventShapes.ExclusionShape;
import dev.mountmark.history.Shapes.BenchmarkShape;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.PlanShape;
import dev.mountmark.history.Shapes.TimingShape;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A history as text, a JSON object on each line: first what it is, then the runs, then the verdicts. The same history
/// is the same text, whatever database it came from.
final class HistoryLines {
    static final String FORMAT = "mountmark-history";
    static final int VERSION = 1;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HistoryLines() {}

    static JsonNode tree(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException problem) {
            throw new InvalidRequestException("", "expected JSON: " + said(problem));
        }
    }

    /// @throws InvalidRequestException with the path of the field
    static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return STRICT.treeToValue(tree, type);
        } catch (JsonMappingException problem) {
            throw new InvalidRequestException(path(problem), "expected another value: " + said(problem));
        } catch (JsonProcessingException problem) {
            throw new InvalidRequestException("", "expected another value: " + said(problem));
        }
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /// Without the parser's own settings, which it adds in brackets, and names of classes.
    private static String said(JsonProcessingException problem) {
        return problem.getOriginalMessage()
                .replaceFirst(" ?\\(.*", "")
                .replaceAll("`?dev\\.mountmark\\.[^ `]*`?", "this");
    }

    /// @param type `mountmark-history`
    @RegisterForReflection
    record HeadLine(String type, int version) {}

    @RegisterForReflection
    record RunLine(
            String type,
            String id,
            String instance,
            String host,
            StateShape state,
            String submittedAt,
            PlanShape plan,
            SortedMap<String, String> labels,
            @Nullable ExclusionShape exclusion,
            List<CellLine> benchmarks,
            List<SampleLine> samples,
            List<EventLine> events) {}

    @RegisterForReflection
    record CellLine(BenchmarkShape benchmark, @Nullable FailureShape failure, SortedMap<String, Double> preparation) {}

    /// @param benchmark its place among those of the run, from 0
    @RegisterForReflection
    record SampleLine(
            int number,
            int benchmark,
            int round,
            boolean warmup,
            String startedAt,
            SortedMap<String, Double> phases,
            @Nullable TimingShape timing,
            SortedMap<String, String> environment,
            @Nullable FailureShape failure) {}

    @RegisterForReflection
    record EventLine(long number, String at, String kind, JsonNode body) {}

    @RegisterForReflection
    record VerdictLine(
            String type,
            SeriesLine series,
            String measure,
            long number,
            String run,
            String at,
            String kind,
            JsonNode body) {}

    @RegisterForReflection
    record SeriesLine(
            String host, String runtime, String scenario, String workload, String workloadDigest, String cache) {}
}
